public import Core
internal import Crypto
public import HTTP
internal import Postgres

/// The platform's operators: made on the command line only, signed in with a password and a code by time.
public struct Operators: Sendable {
    /// A session that is not used ends after this.
    static let idleLifetime: Duration = .hours(1)
    /// And any session after this.
    static let lifetime: Duration = .hours(12)

    /// What whoever adds an operator hands over, once.
    public struct Added: Sendable {
        public let id: ID<PlatformOperator>
        /// For typing into an authenticator app.
        public let secret: String
        /// The same for a QR code.
        public let uri: String
    }

    let authenticator: Authenticator
    private let passwords: PasswordService
    private let factors: SealingKey
    private let throttle: SignInThrottle

    /// - Parameter factors: seals the secrets of second factors.
    public init(_ authenticator: Authenticator, passwords: PasswordService, factors: OperatorSecrets) {
        self.authenticator = authenticator
        self.passwords = passwords
        self.factors = factors.key
        throttle = SignInThrottle(database: authenticator.database)
    }

    // MARK: - Who they are

    /// Adds an operator. Throws `Problem` 422, `PostgresError`.
    public func add(name: String, email: String, password: String) async throws -> Added {
        var faults: [Problem.FieldError] = PasswordPolicy.faults(of: password, email: email)
        if name.isEmpty || name.count > 100 {
            faults.append(.init("name", "invalid", "Give a name of at most 100 characters."))
        }
        if !email.contains("@") || email.utf8.count > 254 {
            faults.append(.init("email", "invalid", "Give an e-mail address."))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        let secret = Random.bytes(20)
        let id = ID<PlatformOperator>(IDSource.random.next(at: authenticator.clock.now))
        let hash = try await passwords.hash(password)
        do {
            _ = try await authenticator.database.systemQuery(
                .support,
                """
                insert into operators (id, email, name, password_hash, factor)
                values (\(id), \(email), \(name), \(hash.encoded), \(factors.seal(Self.owner(id) + secret).text))
                """)
        } catch let error as PostgresError where error.constraint == "operators_email_key" {
            throw Problem.invalid("email", "taken", "There is an operator with this e-mail address already.")
        }
        let text = Base32.encode(secret)
        return Added(id: id, secret: text, uri: TOTP.uri(text, issuer: "Mainline operator", account: email))
    }

    /// Name, address and whether they may sign in, by name. Throws `PostgresError`.
    public func list() async throws -> [(name: String, email: String, isActive: Bool)] {
        try await authenticator.database.systemQuery(
            .support, "select name, email, is_active from operators order by name, id limit 500"
        ).map { (try $0.get("name"), try $0.get("email"), try $0.get("is_active")) }
    }

    /// Ends an operator's access at once. Throws `Problem` 404.
    public func remove(email: String) async throws {
        let rows = try await authenticator.database.systemQuery(
            .support, "update operators set is_active = false where lower(email) = lower(\(email)) returning id")
        _ = try rows.one("operator")
    }

    // MARK: - Signing in

    /// Begins a session and gives its cookie. A wrong password, a wrong code and an unknown address are answered alike,
    /// after the same work. Throws `Problem` 401, 429, or `PostgresError`.
    public func signIn(
        email: String, password: String, code: String, _ request: Request
    ) async throws -> SetCookie {
        let email = String(email.prefix(254))
        let now = authenticator.clock.now
        let subjects = SignInThrottle.Subjects(
            email: "operator:" + email, address: request.address, isKnownAddress: false)
        try await throttle.count(subjects, at: now)
        let found = try await authenticator.database.systemQuery(
            .support,
            """
            select id, password_hash, factor, factor_step from operators
            where lower(email) = lower(\(email)) and is_active
            """)
        let row = found.first
        let hash = try row.map { try PasswordHash(encoded: try $0.get("password_hash")) }
        let isRight = try await passwords.verify(
            String(password.prefix(PasswordPolicy.length.upperBound)), against: hash)
        guard isRight, let row, let step = try step(of: code, row, at: now) else { throw Self.wrong }
        let token = Token()
        let id: ID<PlatformOperator> = try row.get("id")
        try await authenticator.database.systemTransaction(.support) { transaction in
            // The same code twice at once: one of the two finds the step taken.
            let taken = try await transaction.query(
                "update operators set factor_step = \(step) where id = \(id) and factor_step < \(step) returning id")
            guard !taken.isEmpty else { throw Self.wrong }
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
            transaction.queue(
                """
                insert into operator_sessions (id, token_hash, operator_id, last_seen_at, expires_at, address, user_agent)
                values (\(IDSource.random.next(at: now)), \(Bytea(token.digest)), \(id), \(now), \(now + Self.lifetime),
                  \(request.address), \(String((request.headers["User-Agent"] ?? "").prefix(300))))
                """)
        }
        return OperatorCookie.setting(token, for: request)
    }

    /// The operator who asks; nil if nobody is signed in. Throws `PostgresError`.
    public func session(_ request: Request) async throws -> OperatorSession? {
        guard let token = OperatorCookie.token(in: request) else { return nil }
        let now = authenticator.clock.now
        let rows = try await authenticator.database.systemQuery(
            .support,
            """
            update operator_sessions s set last_seen_at = greatest(s.last_seen_at, \(now)) from operators o
            where s.token_hash = \(Bytea(token.digest)) and s.ended_at is null and s.expires_at > \(now)
              and s.last_seen_at > \(now - Self.idleLifetime) and o.id = s.operator_id and o.is_active
            returning s.id, s.operator_id, s.support_org_id, s.support_id, o.name, o.email
            """)
        guard let row = rows.first else { return nil }
        var support: (organisation: ID<Organisation>, session: Identifier)?
        if let organisation: ID<Organisation> = try row.optional("support_org_id") {
            support = (organisation, try row.get("support_id"))
        }
        return OperatorSession(
            id: try row.get("id"), operatorID: try row.get("operator_id"), name: try row.get("name"),
            email: try row.get("email"), support: support)
    }

    /// Ends the session. Gives the cookie that makes the browser forget it. Throws `PostgresError`.
    public func signOut(_ request: Request) async throws -> SetCookie {
        if let token = OperatorCookie.token(in: request) {
            _ = try await authenticator.database.systemQuery(
                .support,
                """
                update operator_sessions set ended_at = \(authenticator.clock.now)
                where token_hash = \(Bytea(token.digest)) and ended_at is null
                """)
        }
        return OperatorCookie.removal(for: request)
    }

    private func step(of code: String, _ row: Row, at now: Instant) throws -> Int64? {
        let id: ID<PlatformOperator> = try row.get("id")
        let opened = try factors.open(Sealed(text: try row.get("factor")))
        // Sealed with whose it is, so that one operator's factor put in another's row opens nothing.
        let owner = Self.owner(id)
        guard opened.starts(with: owner) else { throw Sealed.Failure.wrongKeyOrAltered }
        let secret = Array(opened.dropFirst(owner.count))
        return TOTP.step(
            of: code.filter { $0 != " " }, secret, at: now, after: try row.get("factor_step"))
    }

    private static func owner(_ id: ID<PlatformOperator>) -> [UInt8] { Array("operator \(id) ".utf8) }

    private static let wrong = Problem(
        status: 401, code: "wrong_credentials", "The e-mail address, the password or the code is not right.")
}

/// Seals operators' second factors.
public struct OperatorSecrets: Sendable {
    let key: SealingKey

    /// nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard let key = SealingKey(bytes) else { return nil }
        self.key = key
    }

    /// For tests: forgotten with the process.
    public init() { key = SealingKey() }
}
