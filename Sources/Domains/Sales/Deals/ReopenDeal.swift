internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Takes a deal that was won or lost back to the stage it was in before, if that is still there.
struct ReopenDeal: Action {
    static let name = "deals.reopen"
    static let title = "Reopen"
    static let access: Access = .sales
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["won", "lost"])
    static let fields: [Field] = [.reference("deal", to: "deals", required: true)]

    private let deal: ID<Deal>

    init(_ input: Input) throws { deal = try input.id("deal") }

    func perform(in work: Work) async throws -> JSON {
        let current = try await DealRow.locked(deal, in: work)
        guard current.status != "open" else { return ["changed": false, "status": "open"] }
        let rows = try await work.query(
            """
            select \(StageRow.columns) from pipeline_stages s
            left join lateral (select e.id from deal_stage_entries e where e.org_id = app_org()
              and e.deal_id = \(deal) and e.stage_id = s.id order by e.id desc limit 1) last on true
            where s.org_id = app_org() and s.pipeline_id = \(current.pipeline) and s.kind = 'open' and s.deleted_at is null
            order by last.id desc nulls last, s.position, s.id limit 1
            """)
        guard let row = rows.first else {
            throw Problem.invalid(
                "stage_id", "stage_missing", "This pipeline has no open stage to go back to. Add one, then try again.")
        }
        return try await DealMove(deal: current, to: try StageRow(row: row)).perform(in: work)
    }
}
