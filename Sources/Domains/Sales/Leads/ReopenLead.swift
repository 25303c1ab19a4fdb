internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Takes a lost lead up again.
struct ReopenLead: Action {
    static let name = "leads.reopen"
    static let title = "Reopen"
    static let access: Access = .agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["lost"])
    static let fields: [Field] = [.reference("lead", to: "leads", required: true)]

    private let lead: ID<Lead>

    init(_ input: Input) throws { lead = try input.id("lead") }

    func perform(in work: Work) async throws -> JSON {
        let row = try await LeadRow.locked(lead, in: work)
        guard row.status == "lost" else {
            guard row.status != "converted" else {
                throw Problem.conflict("converted", "This lead is a customer already. Reopen its deal instead.")
            }
            return ["changed": false]
        }
        try await work.query(
            """
            update leads set status = case when first_response_at is null then 'new' else 'contacted' end
            where org_id = app_org() and id = \(lead)
            """)
        try work.emit("lead.reopened", "leads", lead.value, ["title": .string(row.name)])
        return ["changed": true]
    }
}
