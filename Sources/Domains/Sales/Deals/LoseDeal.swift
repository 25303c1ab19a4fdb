internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Puts a deal into the stage of its pipeline that loses it, with the reason.
struct LoseDeal: Action {
    static let name = "deals.lose"
    static let title = "Mark as lost"
    static let access: Access = .sales
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let fields: [Field] = [
        .reference("deal", to: "deals", required: true),
        .reference("loss_reason_id", to: "loss_reasons", label: "Reason", required: true),
        .longText("loss_notes", label: "What happened", max: 4000),
    ]
    static let undo: String? = "deals.reopen"

    private let deal: ID<Deal>
    private let loss: LossReason

    init(_ input: Input) throws {
        deal = try input.id("deal")
        loss = LossReason(id: try input.id("loss_reason_id"), notes: input.optionalText("loss_notes"))
    }

    func perform(in work: Work) async throws -> JSON {
        let current = try await DealRow.locked(deal, in: work)
        let stage = try await ClosingStage.of("lost", for: current, in: work)
        guard current.stage == stage.id else {
            return try await DealMove(deal: current, to: stage, loss: loss).perform(in: work)
        }
        try await work.query(
            """
            update deals set loss_reason_id = \(loss.id), loss_notes = \(loss.notes)
            where org_id = app_org() and id = \(deal)
            """)
        return ["changed": true, "status": "lost"]
    }
}
