public import Core
internal import Crypto
public import HTTP
public import Postgres

/// People's second factors: codes by time from a device, and recovery codes for when it is gone.
public struct SecondFactors: Sendable {
    /// How a person stands.
    public struct Standing: Sendable {
        /// Since when there is one; nil without.
        public let since: Instant?
        public let recoveryCodesLeft: Int
        /// What is being set up and waits for its first code.
        public let enrolment: Enrolment?
        /// Whether the organisation in which the person works now asks for one.
        public let isRequired: Bool
        public var isOn: Bool { since != nil }
    }

    /// A secret on its way to a device.
    public struct Enrolment: Sendable {
        /// In groups of four, for typing.
        public let secret: String
        /// For a QR code.
        public let uri: String
    }

    /// A secret that was not confirmed is forgotten after this.
    static let patience: Duration = .hours(1)

    private let authenticator: Authenticator
    private let secrets: SignInSecrets
    private let throttle: SignInThrottle
    private let sessions: Sessions
    private var database: Database { authenticator.database }
    private var notices: SignInNotices { SignInNotices(authenticator: authenticator) }

    public init(_ authenticator: Authenticator, _ secrets: SignInSecrets) {
        self.authenticator = authenticator
        self.secrets = secrets
        throttle = SignInThrottle(database: authenticator.database)
        sessions = Sessions(authenticator)
    }

    private static let wrongCode = Problem.invalid(
        "code", "wrong", "This code is not right, or was used before. Wait for the next one and type that.")
    private static let notOn = Problem.conflict("no_second_factor", "There is no second factor to change.")

    /// Throws `Problem` 403 for a program, or `PostgresError`.
    public func standing(_ context: Context) async throws -> Standing {
        let user = try SessionCheck.person(context)
        let row = try await database.systemQuery(
            .signIn,
            """
            select f.secret, f.created_at, f.confirmed_at, u.email, o.require_second_factor,
              (select count(*) from recovery_codes c where c.user_id = u.id and c.used_at is null) as codes
            from users u left join second_factors f on f.id = u.id
              left join organisations o on o.id = \(context.organisation)
            where u.id = \(user)
            """
        ).one("account")
        let since: Instant? = try row.optional("confirmed_at")
        var enrolment: Enrolment?
        if since == nil, let sealed: String = try row.optional("secret"),
            context.now - (try row.get("created_at", as: Instant.self)) < Self.patience
        {
            enrolment = Self.enrolment(try open(sealed, of: user), account: try row.get("email"))
        }
        return Standing(
            since: since, recoveryCodesLeft: try row.get("codes"), enrolment: enrolment,
            isRequired: try row.optional("require_second_factor") ?? false)
    }

    /// Makes a secret that waits for its first code; one that waited before is forgotten.
    /// Throws `Problem` 409 if there is a second factor already, `ProofRequired`.
    public func begin(_ context: Context) async throws {
        let user = try SessionCheck.person(context)
        try context.requireRecentProof()
        let made = try await database.systemQuery(
            .signIn,
            """
            insert into second_factors (id, secret, created_at)
            values (\(user), \(seal(Random.bytes(20), of: user)), \(context.now))
            on conflict (id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
              where second_factors.confirmed_at is null
            returning id
            """)
        if made.isEmpty {
            throw Problem.conflict("second_factor_on", "You have a second factor already. Turn it off first.")
        }
    }

    /// Turns it on with the first code; gives the recovery codes, shown this once, and the session's new cookie.
    /// Throws `Problem` 409 if nothing waits for a code, 422 for a wrong one, 429.
    public func confirm(
        _ code: String, _ request: Request, _ context: Context
    ) async throws -> (codes: [String], cookie: SetCookie) {
        let user = try SessionCheck.person(context)
        let rows = try await database.systemQuery(
            .signIn,
            """
            select secret, created_at from second_factors where id = \(user) and confirmed_at is null
              and created_at > \(context.now - Self.patience)
            """)
        guard let row = rows.first else {
            throw Problem.conflict("enrolment_over", "This took too long. Begin again, with a new code to scan.")
        }
        let subjects = try await subjects(user, request)
        try await throttle.count(subjects, at: context.now)
        let secret = try open(try row.get("secret"), of: user)
        guard let step = TOTP.step(of: Self.digits(code), secret, at: context.now, after: 0) else {
            throw Self.wrongCode
        }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
        let cookie = try await database.systemTransaction(.signIn) { transaction in
            let turnedOn = try await transaction.query(
                """
                update second_factors set confirmed_at = \(context.now), last_step = \(step)
                where id = \(user) and confirmed_at is null returning id
                """)
            _ = try turnedOn.one("second factor")
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
            for statement in replacing(codes, of: user) { transaction.queue(statement) }
            transaction.queue(
                AccessAudit.entry("second_factor_on", of: user, in: context.organisation, request))
            try notices.secondFactor("Your second factor was turned on", user, request, in: transaction)
            return try await sessions.rotate(in: transaction, request, isConfirmed: true)
        }
        authenticator.forget(.user(user))
        return (codes.map(\.shown), cookie)
    }

    /// New recovery codes in place of the old ones. Throws `Problem` 409 without a second factor, or `ProofRequired`.
    public func renewCodes(_ request: Request, _ context: Context) async throws -> [String] {
        let user = try SessionCheck.person(context)
        try context.requireRecentProof()
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
        try await database.systemTransaction(.signIn) { transaction in
            let on = try await transaction.query(
                "select id from second_factors where id = \(user) and confirmed_at is not null for update")
            if on.isEmpty { throw Self.notOn }
            for statement in replacing(codes, of: user) { transaction.queue(statement) }
            transaction.queue(
                AccessAudit.entry("recovery_codes_renewed", of: user, in: context.organisation, request))
        }
        return codes.map(\.shown)
    }

    /// Turns it off, with a code of the device or a recovery code; gives the session's new cookie.
    /// Throws `Problem` 403 where the organisation requires one, 409, 422, 429.
    public func turnOff(_ code: String, _ request: Request, _ context: Context) async throws -> SetCookie {
        let user = try SessionCheck.person(context)
        let standing = try await standing(context)
        guard standing.isOn else { throw Self.notOn }
        if standing.isRequired {
            throw Problem.invalid(
                "code", "required", "Your organisation asks for a second factor. It can be changed, not turned off.")
        }
        try await verify(code, of: user, request)
        let cookie = try await database.systemTransaction(.signIn) { transaction in
            transaction.queue("delete from second_factors where id = \(user)")
            transaction.queue("delete from recovery_codes where user_id = \(user)")
            transaction.queue(
                AccessAudit.entry("second_factor_off", of: user, in: context.organisation, request))
            try notices.secondFactor("Your second factor was turned off", user, request, in: transaction)
            return try await sessions.rotate(in: transaction, request, isConfirmed: true)
        }
        authenticator.forget(.user(user))
        return cookie
    }

    /// Forgets the device, keeping nothing, so that another one is set up in its place: for a new phone where the
    /// organisation requires a second factor. Asks for a code of the old one. Throws as `turnOff`.
    public func replace(_ code: String, _ request: Request, _ context: Context) async throws {
        let user = try SessionCheck.person(context)
        try await verify(code, of: user, request)
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue(
                """
                update second_factors set secret = \(seal(Random.bytes(20), of: user)), created_at = \(context.now),
                  confirmed_at = null, last_step = 0 where id = \(user)
                """)
            transaction.queue("delete from recovery_codes where user_id = \(user)")
            transaction.queue(
                AccessAudit.entry("second_factor_replaced", of: user, in: context.organisation, request))
            try notices.secondFactor("Your second factor was replaced", user, request, in: transaction)
        }
        authenticator.forget(.user(user))
    }

    /// Checks a code of the device or a recovery code, each of which holds once. Slowed down like passwords.
    /// Throws `Problem` 422 or 429, or `PostgresError`.
    func verify(_ code: String, of user: ID<User>, _ request: Request) async throws {
        let now = authenticator.clock.now
        let subjects = try await subjects(user, request)
        try await throttle.count(subjects, at: now)
        let holds =
            if let recovery = RecoveryCode(shown: code) { try await use(recovery, of: user, at: now) } else {
                try await use(Self.digits(code), of: user, at: now)
            }
        guard holds else {
            _ = try await database.systemQuery(.signIn, AccessAudit.failure(of: user, "second_factor_failed", request))
            throw Self.wrongCode
        }
        try await database.systemTransaction(.signIn) { transaction in
            for statement in throttle.forgiveness(subjects) { transaction.queue(statement) }
        }
    }

    private func use(_ digits: String, of user: ID<User>, at now: Instant) async throws -> Bool {
        let rows = try await database.systemQuery(
            .signIn,
            "select secret, last_step from second_factors where id = \(user) and confirmed_at is not null")
        guard let row = rows.first else { return false }
        let secret = try open(try row.get("secret"), of: user)
        guard let step = TOTP.step(of: digits, secret, at: now, after: try row.get("last_step")) else { return false }
        // Of two requests with the same code one finds the step taken.
        let taken = try await database.systemQuery(
            .signIn,
            "update second_factors set last_step = \(step) where id = \(user) and last_step < \(step) returning id")
        return !taken.isEmpty
    }

    private func use(_ code: RecoveryCode, of user: ID<User>, at now: Instant) async throws -> Bool {
        let used = try await database.systemQuery(
            .signIn,
            """
            update recovery_codes set used_at = \(now)
            where user_id = \(user) and code_hash = \(Bytea(code.hash(of: user, secrets.recovery))) and used_at is null
              and exists (select from second_factors f where f.id = \(user) and f.confirmed_at is not null)
            returning user_id
            """)
        return !used.isEmpty
    }

    private func subjects(_ user: ID<User>, _ request: Request) async throws -> SignInThrottle.Subjects {
        let known: Bool = try await database.systemQuery(
            .signIn,
            """
            select exists (select from sessions s where s.user_id = \(user) and s.address = \(request.address)) as known
            """
        ).one("answer").get("known")
        return SignInThrottle.Subjects(secondFactorOf: user, address: request.address, isKnownAddress: known)
    }

    private func replacing(_ codes: [RecoveryCode], of user: ID<User>) -> [SQL] {
        let hashes = codes.map { Bytea($0.hash(of: user, secrets.recovery)) }
        return [
            "delete from recovery_codes where user_id = \(user)",
            "insert into recovery_codes (user_id, code_hash) select \(user)::uuid, unnest(\(hashes)::bytea[])",
        ]
    }

    // MARK: - Secrets

    /// The person stands before the secret, so that one person's sealed secret does not open as another's.
    private func seal(_ secret: [UInt8], of user: ID<User>) -> String {
        secrets.factors.seal(Array(user.description.utf8) + [0] + secret).text
    }

    private func open(_ text: String, of user: ID<User>) throws -> [UInt8] {
        let plain = try secrets.factors.open(Sealed(text: text))
        let owner = Array(user.description.utf8) + [0]
        guard plain.starts(with: owner) else { throw Sealed.Failure.wrongKeyOrAltered }
        return Array(plain.dropFirst(owner.count))
    }

    private static func enrolment(_ secret: [UInt8], account: String) -> Enrolment {
        let text = Base32.encode(secret)
        let letters = Array(text)
        let groups = stride(from: 0, to: letters.count, by: 4).map {
            String(letters[$0..<min($0 + 4, letters.count)])
        }
        return Enrolment(
            secret: groups.joined(separator: " "), uri: TOTP.uri(text, issuer: "Mainline", account: account))
    }

    /// `123 456` as `123456`.
    private static func digits(_ text: String) -> String { text.filter { $0 != " " && $0 != "-" } }
}
