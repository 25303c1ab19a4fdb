internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Gives a lead up, with the reason.
struct LoseLead: Action {
    static let name = "leads.lose"
    static let title = "Mark as lost"
    static let access: Access = .agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["new", "contacted", "qualified"])
    static let fields: [Field] = [
        .reference("lead", to: "leads", required: true),
        .reference("loss_reason_id", to: "loss_reasons", label: "Reason", required: true),
        .longText("loss_notes", label: "What happened", max: 4000),
    ]
    static let undo: String? = "leads.reopen"

    private let lead: ID<Lead>
    private let loss: LossReason

    init(_ input: Input) throws {
        lead = try input.id("lead")
        loss = LossReason(id: try input.id("loss_reason_id"), notes: input.optionalText("loss_notes"))
    }

    func perform(in work: Work) async throws -> JSON {
        let row = try await LeadRow.locked(lead, in: work)
        guard row.status != "converted" else {
            throw Problem.conflict(
                "converted", "This lead is a customer already. Mark its deal as lost instead.")
        }
        try await work.query(
            """
            update leads set status = 'lost', lost_at = \(work.now), loss_reason_id = \(loss.id), loss_notes = \(loss.notes)
            where org_id = app_org() and id = \(lead)
            """)
        guard row.status != "lost" else { return ["changed": false] }
        try work.emit(
            "lead.lost", "leads", lead.value, ["title": .string(row.name), "loss_reason_id": .text(loss.id)])
        return ["changed": true]
    }
}
