internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Notes that somebody has spoken to a lead: its response clock stops.
struct AnswerLead: Action {
    static let name = "leads.answer"
    static let title = "Mark as answered"
    static let access: Access = .agents
    static let offeredWhen: RecordCondition? = RecordCondition.field(
        "status", among: ["new", "contacted", "qualified"]
    )
    .and(.empty("first_response_at"))
    static let fields: [Field] = [.reference("lead", to: "leads", required: true)]

    private let lead: ID<Lead>

    init(_ input: Input) throws { lead = try input.id("lead") }

    func perform(in work: Work) async throws -> JSON {
        let row = try await LeadRow.locked(lead, in: work)
        let rows = try await work.query(
            """
            update leads set first_response_at = \(work.now),
              status = case when status = 'new' then 'contacted' else status end
            where org_id = app_org() and id = \(lead) and first_response_at is null returning id
            """)
        guard !rows.isEmpty else { return ["changed": false] }
        try work.emit("lead.answered", "leads", lead.value, ["title": .string(row.name), "by": "hand"])
        return ["changed": true]
    }
}
