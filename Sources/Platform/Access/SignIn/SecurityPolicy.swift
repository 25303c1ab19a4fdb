public import Core
internal import Crypto
public import HTTP
public import Postgres

/// What an organisation asks of its people's sign-ins and sessions.
public struct SecurityPolicy: Sendable, Hashable {
    /// Minutes.
    public static let idle = 15...43_200
    /// Minutes.
    public static let absolute = 60...129_600

    public var requiresSecondFactor: Bool
    public var allowsPasswords: Bool
    public var allowsProviders: Bool
    /// A session that is not used ends after this many minutes.
    public var idleMinutes: Int
    /// And any session after this many.
    public var absoluteMinutes: Int
    /// Domains to whose addresses invitations may go; none means any.
    public var invitationDomains: [String]

    public init(
        requiresSecondFactor: Bool, allowsPasswords: Bool, allowsProviders: Bool, idleMinutes: Int,
        absoluteMinutes: Int, invitationDomains: [String]
    ) {
        self.requiresSecondFactor = requiresSecondFactor
        self.allowsPasswords = allowsPasswords
        self.allowsProviders = allowsProviders
        self.idleMinutes = idleMinutes
        self.absoluteMinutes = absoluteMinutes
        self.invitationDomains = invitationDomains.map { $0.lowercased() }
    }

    /// What reads it, within the organisation's own transaction.
    public static let select: SQL = """
        select require_second_factor, allow_password_sign_in, allow_provider_sign_in, session_idle_minutes,
          session_absolute_minutes, invitation_domains from organisations where id = app_org()
        """

    public init(_ row: Row) throws {
        self.init(
            requiresSecondFactor: try row.get("require_second_factor"),
            allowsPasswords: try row.get("allow_password_sign_in"),
            allowsProviders: try row.get("allow_provider_sign_in"),
            idleMinutes: try row.get("session_idle_minutes"), absoluteMinutes: try row.get("session_absolute_minutes"),
            invitationDomains: try row.get("invitation_domains"))
    }

    /// Whether an invitation may go to that address.
    public func admits(_ email: String) -> Bool {
        invitationDomains.isEmpty || IdentityProvider.domain(of: email).map(invitationDomains.contains) ?? false
    }

    /// Throws `Problem` 422 that names every field that is wrong.
    func validate() throws {
        var faults: [Problem.FieldError] = []
        if !Self.idle.contains(idleMinutes) {
            faults.append(.init("idle", "out_of_range", "Choose between 15 minutes and 30 days."))
        }
        if !Self.absolute.contains(absoluteMinutes) {
            faults.append(.init("absolute", "out_of_range", "Choose between 1 hour and 90 days."))
        }
        if !allowsPasswords && !allowsProviders {
            faults.append(.init("passwords", "required", "Allow at least one way to sign in."))
        }
        if invitationDomains.count > 50 || !invitationDomains.allSatisfy({ EmailAddress.isPlausible("a@" + $0) }) {
            faults.append(.init("domains", "invalid", "Write domains such as example.com, at most 50."))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
    }
}

/// Reads and changes the policy.
public struct SecurityPolicies: Sendable {
    private let authenticator: Authenticator

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// Throws `PostgresError`.
    public func policy(_ context: Context) async throws -> SecurityPolicy {
        try SecurityPolicy(await authenticator.database.query(context, SecurityPolicy.select).one("organisation"))
    }

    /// Changes it for everybody at once. Nobody locks themselves out: who turns a way off must have come in by another,
    /// and who asks for second factors must have one. Throws `Problem` 403, 422, or `ProofRequired`.
    public func change(_ policy: SecurityPolicy, _ request: Request, _ context: Context) async throws {
        try context.require(.admins)
        try policy.validate()
        try context.requireRecentProof()
        if let user = context.actor.user { try await keepIn(user, policy, request) }
        _ = try await authenticator.database.query(
            context,
            """
            update organisations set require_second_factor = \(policy.requiresSecondFactor),
              allow_password_sign_in = \(policy.allowsPasswords), allow_provider_sign_in = \(policy.allowsProviders),
              session_idle_minutes = \(policy.idleMinutes), session_absolute_minutes = \(policy.absoluteMinutes),
              invitation_domains = \(policy.invitationDomains)::text[]
            where id = app_org()
            """)
        authenticator.forget(.organisation(context.organisation))
    }

    private func keepIn(_ user: ID<User>, _ policy: SecurityPolicy, _ request: Request) async throws {
        let token = SessionCookie.token(in: request)?.digest ?? []
        let row = try await authenticator.database.systemQuery(
            .signIn,
            """
            select exists (select from second_factors where id = \(user) and confirmed_at is not null) as has_factor,
              (select method from sessions where token_hash = \(Bytea(token)) and ended_at is null) as method
            """
        ).one("answer")
        if policy.requiresSecondFactor, !(try row.get("has_factor")) {
            throw Problem.invalid(
                "second_factor", "own_first", "Set up your own second factor first, or you would be locked out.")
        }
        guard let method: String = try row.optional("method") else { return }
        if method == Sessions.Method.password.rawValue, !policy.allowsPasswords {
            throw Problem.invalid(
                "passwords", "own_first", "Sign in through a provider yourself first, or you would be locked out.")
        }
        if method == Sessions.Method.provider.rawValue, !policy.allowsProviders {
            throw Problem.invalid(
                "providers", "own_first", "Sign in with your password yourself first, or you would be locked out.")
        }
    }
}
