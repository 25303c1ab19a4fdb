internal import Core
internal import Postgres

/// What an operator sees of an organisation: its name and plan, how much there is of what, nothing of what it says.
struct OrganisationFacts: Sendable {
    let id: ID<Organisation>
    let name: String
    let slug: String
    let plan: String
    let planState: String
    let supportAccess: String
    let createdAt: Instant
    let members: Int
    let jobsWaiting: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        slug = try row.get("slug")
        plan = try row.get("plan")
        planState = try row.get("plan_state")
        supportAccess = try row.get("support_access")
        createdAt = try row.get("created_at")
        members = try row.get("members")
        jobsWaiting = try row.get("jobs_waiting")
    }

    private static let columns: SQL = """
        o.id, o.name, o.slug, o.plan, o.plan_state, o.support_access, o.created_at,
        (select count(*) from members m where m.org_id = o.id and m.is_active)::int as members,
        (select count(*) from (select from jobs j where j.org_id = o.id and j.state = 'needs_attention' limit 1000) few)::int
          as jobs_waiting
        """

    static let pageSize = 50

    /// By short name, a page at a time.
    static func list(matching words: String, after slug: String, _ database: Database) async throws -> [Self] {
        let pattern =
            "%" + words.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
        return try await database.systemQuery(
            .support,
            """
            select \(columns) from organisations o
            where o.slug > \(slug) and (o.name ilike \(pattern) or o.slug ilike \(pattern))
            order by o.slug limit \(pageSize + 1)
            """
        ).map { try Self($0) }
    }

    /// Throws `Problem` 404.
    static func read(_ id: ID<Organisation>, _ database: Database) async throws -> Self {
        try Self(
            try await database.systemQuery(.support, "select \(columns) from organisations o where o.id = \(id)")
                .one("organisation"))
    }
}
