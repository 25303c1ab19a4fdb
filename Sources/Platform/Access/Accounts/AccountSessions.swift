public import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Who sits at a browser, whether or not they work anywhere: for pages that belong to the person, not to an organisation.
public struct AccountSessions: Sendable {
    /// A person who has signed in.
    public struct Person: Sendable {
        public let id: ID<User>
        public let name: String
        public let email: String
        public let isVerified: Bool
        /// Where their session is, if they are active there.
        public let organisation: ID<Organisation>?
    }

    private let authenticator: Authenticator
    private let sessions: Sessions
    private var database: Database { authenticator.database }

    init(_ authenticator: Authenticator) {
        self.authenticator = authenticator
        sessions = Sessions(authenticator)
    }

    /// Whose session the request shows; nil if none is alive. Throws `Problem` 403 for a form another site sent, or
    /// `PostgresError`.
    public func person(_ request: Request) async throws -> Person? {
        guard !request.headers.contains("Authorization"), let token = SessionCookie.token(in: request) else {
            return nil
        }
        // These routes are open, so that nothing has looked at the form before.
        try CSRF.require(request)
        let now = authenticator.clock.now
        let rows = try await database.systemQuery(
            .signIn,
            """
            select u.id, u.name, u.email, u.email_verified_at is not null as is_verified, m.org_id
            from sessions s join users u on u.id = s.user_id
              left join members m on m.org_id = s.current_org_id and m.id = s.user_id and m.is_active
                and m.deleted_at is null and s.created_at >= m.sessions_from
              left join organisations o on o.id = s.current_org_id
            where s.token_hash = \(Bytea(token.digest)) and s.ended_at is null
              and \(Sessions.end) > \(now)
              and s.last_seen_at > \(now)::timestamptz - coalesce(o.session_idle_minutes, 20160) * interval '1 minute'
            """)
        return try rows.first.map {
            Person(
                id: try $0.get("id"), name: try $0.get("name"), email: try $0.get("email"),
                isVerified: try $0.get("is_verified"), organisation: try $0.optional("org_id"))
        }
    }

    /// Begins a session of somebody who has just proved who they are by a link, and records it. Gives its cookies.
    /// Throws `PostgresError`.
    func begin(_ user: ID<User>, in organisation: ID<Organisation>, _ request: Request) async throws -> [SetCookie] {
        let start = Sessions.Beginning(
            token: Token(), user: user, organisation: organisation, device: DeviceCookie.token(in: request))
        try await database.systemTransaction(.signIn) { transaction in
            for statement in sessions.beginning(start, for: request) {
                transaction.queue(statement)
            }
            transaction.queue(AccessAudit.entry("sign_in", of: user, in: organisation, request))
        }
        return start.cookies(for: request)
    }

    /// Signs in whoever has confirmed the address of an account that was never used: nothing else can be reached by it.
    /// Nil if there is no organisation to go to. Throws `PostgresError`.
    public func beginFirst(_ proof: EmailVerification.Proof, _ request: Request) async throws -> [SetCookie]? {
        guard proof.isFirst, let place = try await sessions.memberships(of: proof.user).first else { return nil }
        return try await begin(proof.user, in: place.organisation, request)
    }

    /// Where the person may work. Throws `PostgresError`.
    public func workplaces(of person: Person) async throws -> [Sessions.Membership] {
        try await sessions.memberships(of: person.id)
    }

    /// Moves the session to another organisation. Nil if it was begun before the person was locked out there: then they
    /// must sign in anew. Throws `PostgresError`.
    public func enter(_ organisation: ID<Organisation>, _ person: Person, _ request: Request) async throws -> SetCookie?
    {
        let context = Context(
            organisation: organisation, actor: .user(person.id), role: .viewer, correlation: request.requestID,
            surface: .workspace, clock: authenticator.clock)
        do { return try await sessions.move(to: organisation, request, context) } catch let problem as Problem
            where problem.status == 404
        { return nil }
    }

    /// Ends the session. Throws `PostgresError`.
    public func leave(_ request: Request) async throws {
        guard let token = SessionCookie.token(in: request) else { return }
        let ended = try await database.systemQuery(
            .signIn,
            """
            update sessions set ended_at = \(authenticator.clock.now)
            where token_hash = \(Bytea(token.digest)) and ended_at is null returning id
            """)
        if let id: Identifier = try ended.first?.get("id") { authenticator.forget(.session(id)) }
    }
}
