public import Core
public import HTTP
public import Postgres

/// Which accounts of providers open which of ours.
public struct Identities: Sendable {
    /// One of a person's.
    public struct Identity: Sendable {
        public let id: Identifier
        public let issuer: String
        public let email: String
        /// The organisation it opens; nil for all.
        public let organisation: ID<Organisation>?
        public let createdAt: Instant
        public let lastUsedAt: Instant
    }

    private let authenticator: Authenticator

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// A person's, the oldest first. Throws `PostgresError`.
    public func list(of user: ID<User>) async throws -> [Identity] {
        try await authenticator.database.systemQuery(
            .signIn, "select * from account_identities where user_id = \(user) order by created_at, id limit 50"
        ).map {
            Identity(
                id: try $0.get("id"), issuer: try $0.get("issuer"), email: try $0.get("email"),
                organisation: try $0.optional("confined_org_id"), createdAt: try $0.get("created_at"),
                lastUsedAt: try $0.get("last_used_at"))
        }
    }

    /// Whether the person also has a password.
    public func hasPassword(_ user: ID<User>) async throws -> Bool {
        try await authenticator.database.systemQuery(
            .signIn, "select password_hash is not null as has from users where id = \(user)"
        ).one("account").get("has")
    }

    /// Takes an identity off the account. Throws `Problem` 404, 409 if it is the only way in, or `ProofRequired`.
    public func unlink(_ id: Identifier, _ request: Request, _ context: Context) async throws {
        let user = try SessionCheck.person(context)
        try context.requireRecentProof()
        try await authenticator.database.systemTransaction(.signIn) { transaction in
            let account = try await transaction.query(
                """
                select u.password_hash is not null or exists (select from account_identities i
                  where i.user_id = u.id and i.id <> \(id)) as has_other
                from users u where u.id = \(user) for update
                """
            ).one("account")
            guard try account.get("has_other") else {
                throw Problem.conflict(
                    "only_way", "This is the only way into your account. Choose a password first, then remove it.")
            }
            let rows = try await transaction.query(
                "delete from account_identities where id = \(id) and user_id = \(user) returning id")
            _ = try rows.one("connected account")
            transaction.queue(AccessAudit.entry("identity_unlinked", of: user, in: context.organisation, request))
        }
    }

    func find(_ provider: IdentityProvider, _ claims: IDToken.Claims) async throws -> ID<User>? {
        try await authenticator.database.systemQuery(
            .signIn,
            """
            select user_id from account_identities where issuer = \(provider.issuer) and subject = \(claims.subject)
              and confined_org_id is not distinct from \(provider.organisation)
            """
        ).first?.get("user_id")
    }

    /// Notes that an identity was used, and what its address is now.
    func use(_ provider: IdentityProvider, _ claims: IDToken.Claims) -> SQL {
        """
        update account_identities set last_used_at = \(authenticator.clock.now),
          email = coalesce(\(claims.email), email)
        where issuer = \(provider.issuer) and subject = \(claims.subject)
          and confined_org_id is not distinct from \(provider.organisation)
        """
    }

    func linking(
        _ user: ID<User>, issuer: String, subject: String, email: String, confined: ID<Organisation>?
    ) -> SQL {
        let now = authenticator.clock.now
        return """
            insert into account_identities (id, user_id, issuer, subject, email, confined_org_id, created_at, last_used_at)
            values (\(IDSource.random.next(at: now)), \(user), \(issuer), \(subject), \(email), \(confined), \(now), \(now))
            on conflict (issuer, subject, coalesce(confined_org_id, '00000000-0000-0000-0000-000000000000')) do nothing
            """
    }
}
