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
        /// What narrows the role, by name.
        public let customRole: String?
        /// The names of the teams the person is in or leads.
        public let teams: [String]
        /// Whether a second factor has been set up.
        public let hasSecondFactor: Bool
        /// In this organisation, in a session that is kept.
        public let lastSeen: Instant?
    }

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// How many active members have no second factor, and whether the organisation asks for one.
    public struct FactorGap: Sendable {
        public let people: Int
        public let isRequired: Bool
    }

    /// Throws `Problem` 403 for whoever may not see it, or `PostgresError`.
    public func factorGap(_ context: Context) async throws -> FactorGap {
        try context.require(.managers)
        let row = try await database.systemQuery(
            .signIn,
            """
            select o.require_second_factor as is_required,
              (select count(*)::int from members m where m.org_id = o.id and m.is_active and m.deleted_at is null
                and not exists (select from second_factors f where f.id = m.id and f.confirmed_at is not null)) as people
            from organisations o where o.id = \(context.organisation)
            """
        ).one("organisation")
        return FactorGap(people: try row.get("people"), isRequired: try row.get("is_required"))
    }

    /// One page of members who have not been removed, by name. `after` is the last of the page before.
    /// Throws `Problem` 403 for whoever may not see it, or `PostgresError`.
    /// - Parameter withoutFactor: only active members who have no second factor.
    public func page(
        _ context: Context, matching text: String = "", withoutFactor: Bool = false,
        after last: (name: String, id: ID<User>)? = nil
    ) async throws -> [Entry] {
        try context.require(.managers)
        let pattern = "%" + text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%") + "%"
        return try await select(
            context,
            """
            and (\(text) = '' or lower(m.name) like \(pattern) or lower(m.email) like \(pattern))
              and (not \(withoutFactor)::boolean or (m.is_active
                and not exists (select from second_factors f where f.id = m.id and f.confirmed_at is not null)))
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
              (select r.name from custom_roles r where r.org_id = m.org_id and r.id = m.custom_role_id) as custom_role,
              array(select t.name from teams t where t.org_id = m.org_id and (t.lead_id = m.id or exists (
                  select from team_members b where b.org_id = t.org_id and b.team_id = t.id and b.member_id = m.id))
                order by lower(t.name), t.id) as teams,
              exists (select from second_factors f where f.id = m.id and f.confirmed_at is not null) as has_factor,
              (select max(s.last_seen_at) from sessions s where s.user_id = m.id and s.current_org_id = m.org_id) as last_seen
            from members m where m.org_id = \(context.organisation) and m.deleted_at is null
            """ + " " + rest)
        return try rows.map {
            Entry(
                id: try $0.get("id"), name: try $0.get("name"), email: try $0.get("email"), role: try $0.get("role"),
                colour: try $0.get("colour"), isActive: try $0.get("is_active"),
                customRole: try $0.optional("custom_role"), teams: try $0.get("teams"),
                hasSecondFactor: try $0.get("has_factor"), lastSeen: try $0.optional("last_seen"))
        }
    }
}
