public import Core
internal import Crypto
public import HTTP
public import Postgres

/// The browsers in which a person is signed in.
public struct Devices: Sendable {
    public struct Device: Sendable {
        public let id: Identifier
        public let isCurrent: Bool
        /// `Firefox on Linux`.
        public let words: String
        public let isPhone: Bool
        public let address: String
        public let since: Instant
        public let lastSeen: Instant
        /// Whether a provider let them in.
        public let isByProvider: Bool
        /// The organisation it is in now.
        public let organisation: String
    }

    private let authenticator: Authenticator
    private var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// The person's own, this one first. Throws `Problem` 403 for a program, or `PostgresError`.
    public func list(_ request: Request, _ context: Context) async throws -> [Device] {
        let user = try SessionCheck.person(context)
        return try await list(where: "s.user_id = \(user)", request)
    }

    /// A member's in this organisation, for its admins. Throws `Problem` 403 or 404, or `PostgresError`.
    public func list(of member: ID<User>, _ request: Request, _ context: Context) async throws -> [Device] {
        try await requireManaged(member, context)
        return try await list(
            where: """
                s.user_id = \(member) and s.current_org_id = \(context.organisation) and exists (select from members m
                  where m.org_id = s.current_org_id and m.id = s.user_id and s.created_at >= m.sessions_from)
                """, request)
    }

    /// Ends one of the person's own. Throws `Problem` 404 or `PostgresError`.
    public func end(_ id: Identifier, _ request: Request, _ context: Context) async throws {
        let user = try SessionCheck.person(context)
        try await end(id, where: "user_id = \(user)", user, "session_ended", request, context)
    }

    /// Ends all of the person's own but this one; gives how many, and this one's new cookie.
    public func endOthers(_ request: Request, _ context: Context) async throws -> SetCookie {
        let user = try SessionCheck.person(context)
        let cookie = try await database.systemTransaction(.signIn) { transaction in
            let cookie = try await Sessions(authenticator).rotate(in: transaction, request, isConfirmed: false)
            let kept = Token(shown: cookie.value)
            transaction.queue(
                """
                update sessions set ended_at = \(context.now)
                where user_id = \(user) and ended_at is null and token_hash <> \(Bytea(kept.digest))
                """)
            transaction.queue(AccessAudit.entry("sessions_ended", of: user, in: context.organisation, request))
            return cookie
        }
        authenticator.forget(.user(user))
        return cookie
    }

    /// Ends one of a member's, for admins. Throws `Problem` 403 or 404.
    public func end(
        _ id: Identifier, of member: ID<User>, _ request: Request, _ context: Context
    ) async throws {
        try await requireManaged(member, context)
        try await end(
            id, where: "user_id = \(member) and current_org_id = \(context.organisation)", member,
            "session_ended_by_admin", request, context)
    }

    /// Signs a member out everywhere in this organisation, for admins. Throws `Problem` 403 or 404.
    public func endAll(of member: ID<User>, _ request: Request, _ context: Context) async throws {
        try await requireManaged(member, context)
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue(
                """
                update members set sessions_from = clock_timestamp()
                where org_id = \(context.organisation) and id = \(member)
                """)
            transaction.queue(
                AccessAudit.entry("sessions_ended_by_admin", on: member, by: context, request))
        }
        authenticator.forget(.user(member))
    }

    private func end(
        _ id: Identifier, where condition: SQL, _ owner: ID<User>, _ action: String, _ request: Request,
        _ context: Context
    ) async throws {
        try await database.systemTransaction(.signIn) { transaction in
            let rows = try await transaction.query(
                "update sessions set ended_at = \(context.now) where id = \(id) and ended_at is null and " + condition
                    + " returning id")
            _ = try rows.one("session")
            transaction.queue(AccessAudit.entry(action, on: owner, by: context, request))
        }
        authenticator.forget(.session(id))
    }

    /// An admin has no say over owners.
    private func requireManaged(_ member: ID<User>, _ context: Context) async throws {
        try context.require(.admins)
        let row = try await database.query(
            context, "select role from members where org_id = app_org() and id = \(member)"
        ).one("member")
        if try row.get("role", as: Role.self) == .owner { try context.require(Access(.owner, .system)) }
    }

    private func list(where condition: SQL, _ request: Request) async throws -> [Device] {
        let current = SessionCookie.token(in: request)?.digest ?? []
        let now = authenticator.clock.now
        let rows = try await database.systemQuery(
            .signIn,
            """
            select s.id, s.token_hash = \(Bytea(current)) as is_current, s.user_agent, s.address, s.created_at,
              s.last_seen_at, s.method, o.name as organisation
            from sessions s join organisations o on o.id = s.current_org_id
            where s.ended_at is null and s.last_seen_at > \(now)::timestamptz - o.session_idle_minutes * interval '1 minute'
              and \(Sessions.end) > \(now)
              and
            """ + " " + condition + " order by is_current desc, s.last_seen_at desc, s.id limit 100")
        return try rows.map { row in
            let agent = UserAgent(try row.get("user_agent"))
            return Device(
                id: try row.get("id"), isCurrent: try row.get("is_current"), words: agent.words,
                isPhone: agent.isPhone, address: try row.get("address"), since: try row.get("created_at"),
                lastSeen: try row.get("last_seen_at"),
                isByProvider: try row.get("method", as: String.self) == Sessions.Method.provider.rawValue,
                organisation: try row.get("organisation"))
        }
    }
}
