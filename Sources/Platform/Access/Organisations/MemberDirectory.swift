public import Core
public import Postgres

/// The people of an organisation with what only the accounts know: when they were last here.
public struct MemberDirectory: Sendable {
    public static let pageSize = 100

    public struct Entry: Sendable {
        public let id: ID<User>
        public let name: String
        public let email: String
        public let role: Role
        public let colour: String
        public let isActive: Bool
        /// In this organisation, in a session that is kept.
        public let lastSeen: Instant?
    }

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// One page of members who have not been removed, by name. `after` is the last of the page before.
    /// Throws `Problem` 403 for whoever may not see it, or `PostgresError`.
    public func page(
        _ context: Context, matching text: String = "", after last: (name: String, id: ID<User>)? = nil
    ) async throws -> [Entry] {
        try context.require(.managers)
        let pattern = "%" + text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%") + "%"
        return try await select(
            context,
            """
            and (\(text) = '' or lower(m.name) like \(pattern) or lower(m.email) like \(pattern))
              and (\(last?.id)::uuid is null or (lower(m.name), m.id) > (lower(\(last?.name ?? "")), \(last?.id)::uuid))
            order by lower(m.name), m.id limit \(Self.pageSize + 1)
            """)
    }

    /// One member who has not been removed. Throws `Problem` 403, 404, or `PostgresError`.
    public func member(_ id: ID<User>, _ context: Context) async throws -> Entry {
        try context.require(.managers)
        guard let entry = try await select(context, "and m.id = \(id)").first else { throw Problem.notFound("member") }
        return entry
    }

    private func select(_ context: Context, _ rest: SQL) async throws -> [Entry] {
        // Sessions belong to people, not to organisations: no context reads them.
        let rows = try await database.systemQuery(
            .signIn,
            """
            select m.id, m.name, m.email, m.role, m.colour, m.is_active,
              (select max(s.last_seen_at) from sessions s where s.user_id = m.id and s.current_org_id = m.org_id) as last_seen
            from members m where m.org_id = \(context.organisation) and m.deleted_at is null
            """ + " " + rest)
        return try rows.map {
            Entry(
                id: try $0.get("id"), name: try $0.get("name"), email: try $0.get("email"), role: try $0.get("role"),
                colour: try $0.get("colour"), isActive: try $0.get("is_active"), lastSeen: try $0.optional("last_seen"))
        }
    }
}
