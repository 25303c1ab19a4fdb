public import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Signed-in browsers: begun, moved to another organisation, ended.
public struct Sessions: Sendable {
    /// And any session after this.
    static let lifetime: Duration = .days(90)
    /// How old `last_seen_at` may be before it is written again.
    static let lastSeenPrecision: Duration = .minutes(5)

    /// An organisation where a person works.
    public struct Membership: Sendable {
        public let organisation: ID<Organisation>
        public let name: String
        public let role: Role
    }

    private let authenticator: Authenticator
    private var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// How a session was begun, which decides where it holds.
    enum Method: String, Sendable { case password, provider }

    /// Statements that begin a session of `user` for the browser that sent `request`, and end the one it had.
    func beginning(_ start: Beginning, for request: Request) -> [SQL] {
        let now = authenticator.clock.now
        let agent = String((request.headers["User-Agent"] ?? "").prefix(300))
        var statements: [SQL] = [
            """
            insert into sessions (id, token_hash, user_id, current_org_id, last_seen_at, expires_at, address, user_agent,
              method, confined_org_id, confirmed_at, device_hash)
            values (\(IDSource.random.next(at: now)), \(Bytea(start.token.digest)), \(start.user), \(start.organisation),
              \(now), \(now + Self.lifetime), \(request.address), \(agent), \(start.method.rawValue), \(start.confined),
              coalesce(\(start.isConfirmed ? now : nil as Instant?)::timestamptz, '-infinity'), \(Bytea(start.device.digest)))
            """
        ]
        if start.organisation != .nowhere {
            statements.append("update users set last_org_id = \(start.organisation) where id = \(start.user)")
        }
        if let old = SessionCookie.token(in: request) { statements.append(ending(old)) }
        return statements
    }

    /// What a new session is of.
    struct Beginning: Sendable {
        let token: Token
        let user: ID<User>
        let organisation: ID<Organisation>
        var method = Method.password
        /// The only organisation it is good for.
        var confined: ID<Organisation>?
        /// Whether the person has just shown something that only they have.
        var isConfirmed = true
        /// The browser's.
        let device: Token

        /// What the browser keeps of it.
        func cookies(for request: Request) -> [SetCookie] {
            [SessionCookie.setting(token, for: request), DeviceCookie.setting(device, for: request)]
        }
    }

    /// Gives the session that the request shows a new secret; the old one stops. With `isConfirmed`, the person has just
    /// shown that it is them. Throws `Problem` 401 if there is no such session.
    func rotate(in transaction: Transaction, _ request: Request, isConfirmed: Bool) async throws -> SetCookie {
        guard let old = SessionCookie.token(in: request) else { throw Problem.unauthenticated }
        let token = Token()
        let confirmed: Instant? = isConfirmed ? authenticator.clock.now : nil
        let rows = try await transaction.query(
            """
            update sessions set token_hash = \(Bytea(token.digest)), confirmed_at = coalesce(\(confirmed), confirmed_at)
            where token_hash = \(Bytea(old.digest)) and ended_at is null returning id
            """)
        guard let row = rows.first else { throw Problem.unauthenticated }
        authenticator.forget(.session(try row.get("id")))
        return SessionCookie.setting(token, for: request)
    }

    private func ending(_ token: Token) -> SQL {
        """
        update sessions set ended_at = \(authenticator.clock.now)
        where token_hash = \(Bytea(token.digest)) and ended_at is null returning id
        """
    }

    /// Ends the session that the request shows, if any, and records it. Throws `PostgresError`.
    public func end(_ request: Request, _ context: Context) async throws {
        guard let token = SessionCookie.token(in: request) else { return }
        let ended = try await database.systemTransaction(.signIn) { transaction in
            if let user = context.actor.user {
                transaction.queue(AccessAudit.entry("sign_out", of: user, in: context.organisation, request))
            }
            return try await transaction.query(ending(token)).first?.get("id", as: Identifier.self)
        }
        if let ended { authenticator.forget(.session(ended)) }
    }

    /// Ends all sessions of a person, but for the one that `request` shows. For a changed password and a lost device.
    /// Throws `PostgresError`.
    public func endAll(of user: ID<User>, except request: Request? = nil) async throws {
        let kept = request.flatMap { SessionCookie.token(in: $0) }?.digest ?? []
        _ = try await database.systemQuery(
            .signIn,
            """
            update sessions set ended_at = \(authenticator.clock.now)
            where user_id = \(user) and ended_at is null and token_hash <> \(Bytea(kept))
            """)
        authenticator.forget(.user(user))
    }

    /// Moves the session to another organisation where the person works, under a new secret. Gives the cookie.
    /// Throws `Problem` 404 if they do not work there.
    public func move(
        to organisation: ID<Organisation>, _ request: Request, _ context: Context
    ) async throws -> SetCookie {
        guard let user = context.actor.user, let old = SessionCookie.token(in: request) else {
            throw Problem.forbidden("Only a person who is signed in can switch to another organisation.")
        }
        let token = Token()
        let session = try await database.systemTransaction(.signIn) { transaction in
            let rows = try await transaction.query(
                """
                update sessions s set token_hash = \(Bytea(token.digest)), current_org_id = m.org_id
                from members m join organisations o on o.id = m.org_id
                where s.token_hash = \(Bytea(old.digest)) and s.ended_at is null and m.id = s.user_id
                  and m.org_id = \(organisation) and m.is_active and m.deleted_at is null
                  and s.created_at >= m.sessions_from
                  and (s.confined_org_id is null or s.confined_org_id = m.org_id)
                  and \(Self.isAllowedWay)
                returning s.id
                """)
            guard let id: Identifier = try rows.first?.get("id") else {
                throw try await refusal(of: organisation, user, transaction)
            }
            transaction.queue("update users set last_org_id = \(organisation) where id = \(user)")
            transaction.queue(AccessAudit.entry("switch_organisation", of: user, in: organisation, request))
            return id
        }
        authenticator.forget(.session(session))
        return SessionCookie.setting(token, for: request)
    }

    /// Whether organisation `o` lets in session `s` by the way it was begun.
    static let isAllowedWay: SQL =
        "case s.method when 'password' then o.allow_password_sign_in else o.allow_provider_sign_in end"

    /// When session `s` ends in organisation `o` at the latest: its begin is told by its end, which the program's clock
    /// set, not by when the row was written.
    static let end: SQL =
        "s.expires_at - (129600 - coalesce(o.session_absolute_minutes, 129600)) * interval '1 minute'"

    /// Why a session does not move. Who works there is told what to do; for others it does not exist.
    private func refusal(
        of organisation: ID<Organisation>, _ user: ID<User>, _ transaction: Transaction
    ) async throws -> Problem {
        let works = try await transaction.query(
            """
            select id from members where id = \(user) and org_id = \(organisation) and is_active and deleted_at is null
            """)
        if works.isEmpty { return .notFound("organisation") }
        return .conflict(
            "sign_in_again",
            "This organisation asks for a sign-in of its own. Sign out, then sign in there with its short name.")
    }

    /// Where a person may work, by name. Throws `PostgresError`.
    public func memberships(of user: ID<User>) async throws -> [Membership] {
        try await database.systemQuery(
            .signIn,
            """
            select m.org_id, o.name, m.role from members m join organisations o on o.id = m.org_id
            where m.id = \(user) and m.is_active and m.deleted_at is null order by o.name, o.id
            """
        ).map { Membership(organisation: try $0.get("org_id"), name: try $0.get("name"), role: try $0.get("role")) }
    }
}
