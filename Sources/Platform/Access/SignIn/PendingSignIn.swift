internal import Core
internal import Crypto
internal import HTTP
internal import Postgres

/// A sign-in half done: ten minutes to show what is missing, and good for nothing else.
struct PendingSignIn: Sendable {
    enum Step: String, Sendable {
        case secondFactor = "second_factor"
        /// The password that ties a provider's identity to the account.
        case link
    }

    static let patience: Duration = .minutes(10)
    private static let cookieName = "pending"

    let token: Token
    let entry: SessionStart.Entry
    let step: Step
    var identity: JSON?

    init(entry: SessionStart.Entry, step: Step, identity: JSON? = nil) {
        token = Token()
        self.entry = entry
        self.step = step
        self.identity = identity
    }

    private init(token: Token, row: Row) throws {
        self.token = token
        let method: String = try row.get("method")
        entry = SessionStart.Entry(
            user: try row.get("user_id"), method: Sessions.Method(rawValue: method) ?? .password,
            confined: try row.optional("confined_org_id"), next: try row.get("next"))
        step = Step(rawValue: try row.get("step")) ?? .secondFactor
        identity = try row.optional("identity")
    }

    /// The one the request shows, if it is not over.
    static func find(_ request: Request, _ step: Step, _ authenticator: Authenticator) async throws -> PendingSignIn? {
        guard let text = request.hostCookie(cookieName), text.utf8.count == 43 else { return nil }
        let token = Token(shown: text)
        let rows = try await authenticator.database.systemQuery(
            .signIn,
            """
            select * from pending_sign_ins where token_hash = \(Bytea(token.digest)) and step = \(step.rawValue)
              and expires_at > \(authenticator.clock.now)
            """)
        return try rows.first.map { try PendingSignIn(token: token, row: $0) }
    }

    func insertion(at now: Instant) -> SQL {
        """
        insert into pending_sign_ins (token_hash, user_id, step, method, confined_org_id, identity, next, expires_at)
        values (\(Bytea(token.digest)), \(entry.user), \(step.rawValue), \(entry.method.rawValue), \(entry.confined),
          \(identity), \(entry.next), \(now + Self.patience))
        """
    }

    /// Ends it. Throws `Problem` 409 if another request was faster.
    func consume(in transaction: Transaction) async throws {
        let rows = try await transaction.query(
            "delete from pending_sign_ins where token_hash = \(Bytea(token.digest)) returning step")
        if rows.isEmpty { throw Self.over }
    }

    static let over = Problem.conflict("sign_in_over", "This sign-in is over. Begin again.")

    func cookie(for request: Request) -> SetCookie {
        .host(Self.cookieName, token.text, maxAge: Int(Self.patience.components.seconds), for: request)
    }

    static func removal(for request: Request) -> SetCookie { .host(cookieName, "", maxAge: 0, for: request) }
}
