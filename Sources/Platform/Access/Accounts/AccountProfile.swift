public import Core
internal import Crypto
public import HTTP
internal import Postgres
internal import Records

/// What a person says of themselves, in every organisation where they work, and their password.
public struct AccountProfile: Sendable {
    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let mail: AccountMail
    private let throttle: SignInThrottle
    private var database: Database { authenticator.database }
    private var clock: TimeSource { authenticator.clock }

    init(_ authenticator: Authenticator, _ passwords: PasswordService, _ mail: AccountMail) {
        self.authenticator = authenticator
        self.passwords = passwords
        self.mail = mail
        throttle = SignInThrottle(database: authenticator.database)
    }

    /// An account as its person sees it.
    public struct Account: Sendable {
        public let name: String
        public let email: String
        public let isVerified: Bool
        /// False for those who sign in another way.
        public let hasPassword: Bool
        /// In the organisation of the context.
        public let phone: String?
        public let colour: String
    }

    /// The account of whoever asks. Throws `Problem` 403 for a program, or `PostgresError`.
    public func read(_ context: Context) async throws -> Account {
        let row = try await database.systemQuery(
            .signIn,
            """
            select u.name, u.email, u.email_verified_at is not null as is_verified,
              u.password_hash is not null as has_password, m.phone, m.colour
            from users u join members m on m.id = u.id and m.org_id = \(context.organisation)
            where u.id = \(try SessionCheck.person(context))
            """
        ).one("account")
        return Account(
            name: try row.get("name"), email: try row.get("email"), isVerified: try row.get("is_verified"),
            hasPassword: try row.get("has_password"), phone: try row.optional("phone"), colour: try row.get("colour"))
    }

    /// Changes the name everywhere, phone and colour in this organisation.
    /// Throws `Problem` 403 for a program, 422, or `PostgresError`.
    public func change(name: String, phone: String?, colour: String, _ context: Context) async throws {
        let user = try SessionCheck.person(context)
        let name = name.trimmed
        guard (1...200).contains(name.count) else {
            throw Problem.invalid("name", "invalid", "Give a name of at most 200 characters.")
        }
        do {
            try await database.systemTransaction(.signIn) { transaction in
                transaction.queue(AccessAudit.settings(of: user, context.correlation, address: context.address))
                transaction.queue("update users set name = \(name), updated_at = now() where id = \(user)")
                transaction.queue("update members set name = \(name) where id = \(user) and name <> \(name)")
                transaction.queue(
                    """
                    update members set phone = \(phone), colour = \(colour.lowercased())
                    where id = \(user) and org_id = \(context.organisation)
                      and (phone is distinct from \(phone) or colour <> \(colour.lowercased()))
                    """)
            }
        } catch let error as PostgresError {
            throw Problem(error, messages: MemberResource.constraintMessages) ?? error
        }
        authenticator.forget(.user(user))
    }

    /// Changes the password and ends every other session. Throws `Problem` 422 for a wrong old one and for a new one that
    /// will not do, 429 for too many guesses.
    public func changePassword(old: String, new: String, _ request: Request, _ context: Context) async throws {
        let user = try SessionCheck.person(context)
        let email = try await requirePassword(old, request, context)
        let faults = PasswordPolicy.faults(of: new, email: email)
        if !faults.isEmpty { throw Problem.invalid(faults) }
        let hash = try await passwords.hash(new)
        let kept = SessionCookie.token(in: request)?.digest ?? []
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue(
                "update users set password_hash = \(hash.encoded), updated_at = now() where id = \(user)")
            transaction.queue(
                """
                update sessions set ended_at = \(clock.now)
                where user_id = \(user) and ended_at is null and token_hash <> \(Bytea(kept))
                """)
            // Whoever had asked for a link before no longer needs it.
            transaction.queue(
                """
                update account_links set expires_at = \(clock.now)
                where user_id = \(user) and purpose = 'reset' and used_at is null
                """)
            transaction.queue(AccessAudit.everywhere("password_change", of: user, request))
            try mail.enqueue(
                .passwordChanged(mail.publicURL), to: user, correlation: context.correlation, clock: clock,
                inSystem: transaction)
        }
        authenticator.forget(.user(user))
    }

    /// Proves by the password that it is still the person who sits there. Gives the account's address. Guesses are counted
    /// and slowed like those at the door. Throws `Problem` 422 for a wrong one, 429.
    @discardableResult
    public func requirePassword(
        _ password: String, _ request: Request, _ context: Context, field: String = "old_password"
    ) async throws -> String {
        let row = try await database.systemQuery(
            .signIn, "select email, password_hash from users where id = \(try SessionCheck.person(context))"
        ).one("account")
        let email: String = try row.get("email")
        let subjects = SignInThrottle.Subjects(email: email, address: request.address, isKnownAddress: true)
        try await throttle.count(subjects, at: clock.now)
        let hash = try row.optional("password_hash", as: String.self).map(PasswordHash.init(encoded:))
        guard try await passwords.verify(String(password.prefix(PasswordPolicy.length.upperBound)), against: hash)
        else {
            throw Problem.invalid(field, "wrong_password", "This is not your password.")
        }
        try await database.systemTransaction(.signIn) { transaction in
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
        }
        return email
    }
}

extension String {
    /// Without spaces and line breaks around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(
            start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)])
    }
}
