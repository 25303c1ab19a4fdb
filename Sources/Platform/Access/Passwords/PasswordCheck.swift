internal import Core
internal import Crypto
internal import HTTP
internal import Postgres

/// Asks a person whose account is known for their password, as slowly as signing in does.
struct PasswordCheck: Sendable {
    let authenticator: Authenticator
    let passwords: PasswordService

    /// Throws `Problem` 422 if it is not the password, 429, or `PostgresError`.
    func require(_ password: String, of user: ID<User>, _ request: Request) async throws {
        let row = try await authenticator.database.systemQuery(
            .signIn,
            """
            select u.email, u.password_hash, exists (select from sessions s
              where s.user_id = u.id and s.address = \(request.address)) as is_known_address
            from users u where u.id = \(user)
            """
        ).one("account")
        let throttle = SignInThrottle(database: authenticator.database)
        let subjects = SignInThrottle.Subjects(
            email: try row.get("email"), address: request.address, isKnownAddress: try row.get("is_known_address"))
        try await throttle.count(subjects, at: authenticator.clock.now)
        let hash: PasswordHash? = try row.optional("password_hash").map(PasswordHash.init(encoded:))
        let isRight = try await passwords.verify(
            String(password.prefix(PasswordPolicy.length.upperBound)), against: hash)
        guard isRight else {
            _ = try await authenticator.database.systemQuery(
                .signIn, AccessAudit.failure(of: user, "confirmation_failed", request))
            throw Problem.invalid("password", "wrong", "This is not your password.")
        }
        try await authenticator.database.systemTransaction(.signIn) { transaction in
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
        }
    }
}
