internal import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Signing in with email address and password.
public struct SignIn: Sendable {
    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let sessions: Sessions
    private let throttle: SignInThrottle

    public init(_ authenticator: Authenticator, passwords: PasswordService) {
        self.authenticator = authenticator
        self.passwords = passwords
        sessions = Sessions(authenticator)
        throttle = SignInThrottle(database: authenticator.database)
    }

    private struct Account {
        let id: ID<User>
        let hash: PasswordHash?
    }

    /// Begins a session and gives its cookie. An unknown address, a wrong password and an account without one are answered
    /// alike, after the same work. A person who works nowhere gets a session that no
    /// organisation's pages take. Throws `Problem` 401, 429; or `PostgresError`.
    public func signIn(email: String, password: String, _ request: Request) async throws -> SetCookie {
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
        return try await begin(account.id, renewed, subjects, request)
    }

    private func begin(
        _ user: ID<User>, _ renewed: PasswordHash?, _ subjects: SignInThrottle.Subjects, _ request: Request
    ) async throws -> SetCookie {
        let token = Token()
        try await authenticator.database.systemTransaction(.signIn) { transaction in
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
            if let renewed {
                transaction.queue(
                    "update users set password_hash = \(renewed.encoded), updated_at = now() where id = \(user)")
            }
            let place = try await transaction.query(
                """
                select m.org_id from members m join users u on u.id = m.id
                where m.id = \(user) and m.is_active and m.deleted_at is null
                order by (m.org_id = u.last_org_id) desc nulls last, m.created_at, m.org_id limit 1
                """)
            // Whoever works nowhere is let in as far as the page where they begin an organisation or join one.
            let organisation: ID<Organisation> = try place.first?.get("org_id") ?? .nowhere
            for statement in sessions.beginning(token, of: user, in: organisation, for: request) {
                transaction.queue(statement)
            }
            transaction.queue(AccessAudit.entry("sign_in", of: user, in: organisation, request))
        }
        return SessionCookie.setting(token, for: request)
    }
}
