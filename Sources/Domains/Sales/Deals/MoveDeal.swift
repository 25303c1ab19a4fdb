internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Puts a deal into a stage, named by its id or by its name, and into a place within the column.
struct MoveDeal: Action {
    static let name = "deals.move"
    static let title = "Move"
    static let access: Access = .sales
    static let fields: [Field] =
        [
            .reference("deal", to: "deals", required: true),
            Field.reference("stage_id", to: "pipeline_stages", label: "Stage").whenNeeded,
            .text("stage", label: "Stage by name", max: 80, hint: "Instead of its id.").forPrograms,
            Field(
                "create_missing", .boolean, label: "Make the stage if it is not there", default: false,
                hint: "Only with a name."
            ).forPrograms,
            Field.reference("loss_reason_id", to: "loss_reasons", label: "Why it is lost").whenNeeded,
            Field.longText("loss_notes", label: "How it was lost", max: 4000).asked(with: "loss_reason_id"),
            .reference("before", to: "deals", label: "Above the deal").forPrograms,
            .reference("after", to: "deals", label: "Below the deal").forPrograms,
        ] + DealDetails.fields

    private let deal: ID<Deal>
    private let stage: StageLookup
    private let loss: LossReason?
    private let place: ColumnPlace
    private let details: DealDetails

    init(_ input: Input) throws {
        deal = try input.id("deal")
        stage = try StageLookup(
            id: input.optionalID("stage_id"), name: input.optionalText("stage"),
            createsMissing: input.flag("create_missing"))
        loss = input.optionalID("loss_reason_id").map { LossReason(id: $0, notes: input.optionalText("loss_notes")) }
        place = ColumnPlace(before: input.optionalID("before"), after: input.optionalID("after"))
        details = try DealDetails(input)
    }

    func perform(in work: Work) async throws -> JSON {
        try await details.save(to: deal, in: work)
        let current = try await DealRow.locked(deal, in: work)
        let target = try await stage.find(in: current.pipeline, work)
        return try await DealMove(deal: current, to: target, loss: loss, place: place).perform(in: work)
    }
}
