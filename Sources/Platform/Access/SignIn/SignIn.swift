internal import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Signing in with email address and password.
public struct SignIn: Sendable {
    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let throttle: SignInThrottle

    public init(_ authenticator: Authenticator, passwords: PasswordService) {
        self.authenticator = authenticator
        self.passwords = passwords
        throttle = SignInThrottle(database: authenticator.database)
    }

    private struct Account {
        let id: ID<User>
        let hash: PasswordHash?
    }

    /// Begins a session, or leads to the second step. An unknown address, a wrong password and an account without one are
    /// answered alike, after the same work. A person who works nowhere gets a session that no organisation's pages take.
    /// Throws `Problem` 401, 403 if no organisation lets them in this way, 429; or `PostgresError`.
    public func signIn(
        email: String, password: String, next: String = "/", _ request: Request
    ) async throws -> SignInOutcome {
        let email = String(email.prefix(254))
        let found = try await authenticator.database.systemQuery(
            .signIn,
            """
            select u.id, u.password_hash, exists (select from sessions s
              where s.user_id = u.id and s.address = \(request.address)) as is_known_address
            from users u where lower(u.email) = lower(\(email))
            """)
        let account = try found.first.map {
            Account(id: try $0.get("id"), hash: try $0.optional("password_hash").map(PasswordHash.init(encoded:)))
        }
        let subjects = SignInThrottle.Subjects(
            email: email, address: request.address, isKnownAddress: try found.first?.get("is_known_address") ?? false)
        try await throttle.count(subjects, at: authenticator.clock.now)
        // Longer ones are never set; the hash of a megabyte would be an attacker's lever.
        let isRight = try await passwords.verify(
            String(password.prefix(PasswordPolicy.length.upperBound)), against: account?.hash)
        guard isRight, let account, let hash = account.hash else {
            _ = try await authenticator.database.systemTransaction(.signIn) { transaction in
                // The counter is written in any case, so that known and unknown accounts cost one commit alike.
                transaction.queue("update sign_in_attempts set last_at = last_at where subject = \(subjects.account)")
                transaction.queue(AccessAudit.failure(email: email, request))
            }
            throw Problem(status: 401, code: "wrong_credentials", "The email address or the password is not right.")
        }
        let renewed = passwords.isOutdated(hash) ? try await passwords.hash(password) : nil
        var statements = throttle.forgiveness(subjects)
        if let renewed {
            statements.append(
                """
                update users set password_hash = \(renewed.encoded), updated_at = now() where id = \(account.id)
                """)
        }
        return try await SessionStart(authenticator: authenticator).enter(
            SessionStart.Entry(user: account.id, next: next), request, with: statements)
    }
}
