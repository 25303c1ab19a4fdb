internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Gives a lead to a member, or, without one, to whoever is next.
struct AssignLead: Action {
    static let name = "leads.assign"
    static let title = "Assign"
    static let access: Access = .managers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["new", "contacted", "qualified"])
    static let fields: [Field] = [
        .reference("lead", to: "leads", required: true),
        Field("owner_id", .reference("members"), label: "To", hint: "Empty for whoever is next in turn."),
    ]

    private let lead: ID<Lead>
    private let owner: ID<User>?

    init(_ input: Input) throws {
        lead = try input.id("lead")
        owner = input.optionalID("owner_id")
    }

    func perform(in work: Work) async throws -> JSON {
        let row = try await LeadRow.locked(lead, in: work)
        guard let owner else { return try await assignNext(row, work) }
        guard row.owner != owner else { return ["changed": false, "owner_id": .text(owner)] }
        let reasons = ["Given by hand."]
        work.queue(
            """
            update leads set owner_id = \(owner), assigned_at = \(work.now),
              assignment_reasons = \(JSON.array(reasons.map { .string($0) }))
            where org_id = app_org() and id = \(lead)
            """)
        try await LeadRouter.note(owner, takes: row, reasons: reasons, work)
        return ["changed": true, "owner_id": .text(owner)]
    }

    private func assignNext(_ row: LeadRow, _ work: Work) async throws -> JSON {
        if row.owner != nil { work.queue("update leads set owner_id = null where org_id = app_org() and id = \(lead)") }
        guard let chosen = try await LeadRouter(in: work).assign(lead) else {
            let rows = try await work.query(
                "select assignment_reasons ->> -1 as why from leads where org_id = app_org() and id = \(lead)")
            let why: String? = try rows.first?.optional("why")
            throw Problem.conflict(
                "nobody_fits",
                "Nobody can take this lead now. \(why ?? "Add who takes leads under Lead takers.") Choose somebody yourself."
            )
        }
        return ["changed": .bool(chosen != row.owner), "owner_id": .text(chosen)]
    }
}
