public import Core
internal import Crypto
public import HTTP
public import Postgres

/// How a person shows again that it is them, before something dangerous.
public struct Confirmation: Sendable {
    /// What they can show.
    public struct Ways: Sendable {
        public let hasPassword: Bool
        public let hasSecondFactor: Bool
        /// For those who have neither: the providers that open their account, key and name.
        public let providers: [(key: String, name: String)]
    }

    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let factors: SecondFactors
    private let providers: IdentityProviders

    public init(
        _ authenticator: Authenticator, passwords: PasswordService, secrets: SignInSecrets,
        providers: IdentityProviders
    ) {
        self.authenticator = authenticator
        self.passwords = passwords
        factors = SecondFactors(authenticator, secrets)
        self.providers = providers
    }

    /// Throws `Problem` 403 for a program, or `PostgresError`.
    public func ways(_ context: Context) async throws -> Ways {
        let user = try SessionCheck.person(context)
        let row = try await authenticator.database.systemQuery(
            .signIn,
            """
            select u.password_hash is not null as has_password, exists (select from second_factors f
              where f.id = u.id and f.confirmed_at is not null) as has_factor
            from users u where u.id = \(user)
            """
        ).one("account")
        let (password, factor): (Bool, Bool) = (try row.get("has_password"), try row.get("has_factor"))
        guard !password, !factor else { return Ways(hasPassword: password, hasSecondFactor: factor, providers: []) }
        let own = try await authenticator.database.systemQuery(
            .signIn,
            """
            select distinct p.id, p.name from identity_providers p
              join account_identities i on i.issuer = p.issuer and i.confined_org_id = p.org_id
            where i.user_id = \(user) and p.is_enabled and p.org_id = \(context.organisation) limit 20
            """
        ).map { (key: try $0.get("id", as: Identifier.self).description, name: try $0.get("name", as: String.self)) }
        let issuers = try await Identities(authenticator).list(of: user).map(\.issuer)
        let common = providers.common.filter { issuers.contains($0.issuer) }.map { (key: $0.key, name: $0.name) }
        return Ways(hasPassword: false, hasSecondFactor: false, providers: common + own)
    }

    /// Confirms with the password or a code, whichever is given; gives the session's new cookie.
    /// Throws `Problem` 422 or 429.
    public func confirm(
        password: String?, code: String?, _ request: Request, _ context: Context
    ) async throws -> SetCookie {
        let user = try SessionCheck.person(context)
        if let code, !code.isEmpty {
            try await factors.verify(code, of: user, request)
        } else if let password, !password.isEmpty {
            try await PasswordCheck(authenticator: authenticator, passwords: passwords)
                .require(password, of: user, request)
        } else {
            throw Problem.invalid("password", "required", "Enter your password, or a code.")
        }
        return try await authenticator.database.systemTransaction(.signIn) { transaction in
            transaction.queue(AccessAudit.entry("confirmed", of: user, in: context.organisation, request))
            return try await Sessions(authenticator).rotate(in: transaction, request, isConfirmed: true)
        }
    }
}
