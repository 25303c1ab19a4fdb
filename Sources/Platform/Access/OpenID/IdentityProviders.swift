public import Core
internal import Crypto
public import HTTP
public import Postgres

/// The providers there are: the installation's, and each organisation's own.
public struct IdentityProviders: Sendable {
    /// One of an organisation's, without its secret.
    public struct Listed: Sendable {
        public let id: Identifier
        public let name: String
        public let issuer: String
        public let clientID: String
        public let emailDomains: [String]
        /// The role of whoever signs in for the first time; nil lets in members only.
        public let newMemberRole: Role?
        public let isEnabled: Bool
    }

    /// What it takes to add or change one.
    public struct Draft: Sendable {
        public var name: String
        public var issuer: String
        public var clientID: String
        /// Empty keeps the one there is.
        public var clientSecret: String
        public var emailDomains: [String]
        public var newMemberRole: Role?
        public var isEnabled: Bool

        public init(
            name: String, issuer: String, clientID: String, clientSecret: String, emailDomains: [String],
            newMemberRole: Role? = nil, isEnabled: Bool = true
        ) {
            self.name = name
            self.issuer = issuer
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.emailDomains = emailDomains.map { $0.lowercased() }
            self.newMemberRole = newMemberRole
            self.isEnabled = isEnabled
        }
    }

    private let authenticator: Authenticator
    private let configuration: OpenIDConfiguration
    private let secrets: SignInSecrets
    private var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator, _ configuration: OpenIDConfiguration, _ secrets: SignInSecrets) {
        self.authenticator = authenticator
        self.configuration = configuration
        self.secrets = secrets
    }

    /// The installation's own, for everybody.
    public var common: [IdentityProvider] { configuration.providers }

    /// Where a provider sends people back to; to be entered there.
    public func redirect(of id: Identifier) -> String {
        "\(configuration.publicURL)/sign-in/openid/\(id)/back"
    }

    /// Those of the organisation with that short name: key and name; with none it is as unknown as any.
    public func buttons(of slug: String) async throws -> [(key: String, name: String)] {
        guard NewOrganisation.isSlug(slug) else { return [] }
        return try await database.systemQuery(
            .signIn,
            """
            select p.id, p.name from identity_providers p join organisations o on o.id = p.org_id
            where o.slug = \(slug) and p.is_enabled and o.allow_provider_sign_in order by p.name limit 20
            """
        ).map { (try $0.get("id", as: Identifier.self).description, try $0.get("name")) }
    }

    /// What a person may connect here: the installation's, and those of the organisation they are in.
    public func offered(_ context: Context) async throws -> [(key: String, name: String)] {
        let own = try await database.systemQuery(
            .signIn,
            """
            select id, name from identity_providers where org_id = \(context.organisation) and is_enabled
            order by name limit 20
            """
        ).map { (key: try $0.get("id", as: Identifier.self).description, name: try $0.get("name", as: String.self)) }
        return common.map { ($0.key, $0.name) } + own
    }

    /// Throws `Problem` 404.
    func find(_ key: String) async throws -> IdentityProvider {
        if let common = configuration.providers.first(where: { $0.key == key }) { return common }
        guard let id = Identifier(key) else { throw Problem.notFound("provider") }
        let row = try await database.systemQuery(
            .signIn, "select * from identity_providers where id = \(id) and is_enabled"
        ).one("provider")
        return IdentityProvider(
            key: key, name: try row.get("name"), issuer: try row.get("issuer"), clientID: try row.get("client_id"),
            clientSecret: try secrets.providers.openText(Sealed(text: try row.get("client_secret"))),
            trust: .domains(try row.get("email_domains")), organisation: try row.get("org_id"),
            newMemberRole: try row.optional("new_member_role"))
    }

    // MARK: - An organisation's own

    /// By name. Throws `Problem` 403 or `PostgresError`.
    public func list(_ context: Context) async throws -> [Listed] {
        try context.require(.admins)
        return try await database.query(
            context, "select * from identity_providers where org_id = app_org() order by name limit 50"
        ).map(Self.listed)
    }

    /// Throws `Problem` 403 or 404.
    public func get(_ id: Identifier, _ context: Context) async throws -> Listed {
        try context.require(.admins)
        return try Self.listed(
            await database.query(
                context, "select * from identity_providers where org_id = app_org() and id = \(id)"
            ).one("provider"))
    }

    /// Throws `Problem` 403 or 422, or `ProofRequired`.
    public func create(_ draft: Draft, _ context: Context) async throws -> Identifier {
        try context.require(.admins)
        try validate(draft, isNew: true)
        try context.requireRecentProof()
        let id = context.newID(IdentityProvider.self).value
        try await naming {
            _ = try await database.query(
                context,
                """
                insert into identity_providers (org_id, id, name, issuer, client_id, client_secret, email_domains,
                  new_member_role, is_enabled)
                values (app_org(), \(id), \(draft.name), \(draft.issuer), \(draft.clientID),
                  \(secrets.providers.seal(draft.clientSecret).text), \(draft.emailDomains)::text[],
                  \(draft.newMemberRole), \(draft.isEnabled))
                """)
        }
        return id
    }

    /// Throws `Problem` 403, 404 or 422, or `ProofRequired`.
    public func change(_ id: Identifier, _ draft: Draft, _ context: Context) async throws {
        try context.require(.admins)
        try validate(draft, isNew: false)
        try context.requireRecentProof()
        let secret: String? = draft.clientSecret.isEmpty ? nil : secrets.providers.seal(draft.clientSecret).text
        try await naming {
            let rows = try await database.query(
                context,
                """
                update identity_providers set name = \(draft.name), issuer = \(draft.issuer),
                  client_id = \(draft.clientID), client_secret = coalesce(\(secret), client_secret),
                  email_domains = \(draft.emailDomains)::text[], new_member_role = \(draft.newMemberRole),
                  is_enabled = \(draft.isEnabled)
                where org_id = app_org() and id = \(id) returning id
                """)
            _ = try rows.one("provider")
        }
    }

    /// Throws `Problem` 403 or 404, or `ProofRequired`.
    public func remove(_ id: Identifier, _ context: Context) async throws {
        try context.require(.admins)
        try context.requireRecentProof()
        let rows = try await database.query(
            context, "delete from identity_providers where org_id = app_org() and id = \(id) returning id")
        _ = try rows.one("provider")
    }

    private func naming(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let error as PostgresError where error.constraint == "identity_providers_name_key"
        {
            throw Problem.invalid("name", "taken", "Another provider has this name. Choose another.")
        }
    }

    private func validate(_ draft: Draft, isNew: Bool) throws {
        var faults: [Problem.FieldError] = []
        if draft.name.isEmpty || draft.name.count > 80 {
            faults.append(.init("name", "invalid", "Give it a name of at most 80 characters, as on the button."))
        }
        let isSecure = draft.issuer.hasPrefix("https://")
        let isAllowed = isSecure || (configuration.allowsPrivate && draft.issuer.hasPrefix("http://"))
        let isPlain = draft.issuer.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 63 && $0 != 35 }
        if !isAllowed || !isPlain || draft.issuer.utf8.count > 500 || draft.issuer.utf8.count < 10 {
            faults.append(
                .init("issuer", "invalid", "Write the issuer's address with https://, as the provider names it."))
        }
        if draft.clientID.isEmpty || draft.clientID.count > 300 {
            faults.append(.init("client_id", "required", "Enter the client ID that the provider gave you."))
        }
        if draft.clientSecret.count > 1000 || (isNew && draft.clientSecret.isEmpty) {
            faults.append(.init("client_secret", "required", "Enter the client secret that the provider gave you."))
        }
        let areDomains = draft.emailDomains.allSatisfy { EmailAddress.isPlausible("a@" + $0) }
        if draft.emailDomains.isEmpty || draft.emailDomains.count > 50 || !areDomains {
            faults.append(
                .init("email_domains", "invalid", "Name the domains whose addresses it keeps, such as example.com."))
        }
        if let role = draft.newMemberRole, ![.manager, .sales, .agent, .technician, .viewer].contains(role) {
            faults.append(.init("new_member_role", "invalid", "Choose a role up to manager."))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
    }

    private static func listed(_ row: Row) throws -> Listed {
        Listed(
            id: try row.get("id"), name: try row.get("name"), issuer: try row.get("issuer"),
            clientID: try row.get("client_id"), emailDomains: try row.get("email_domains"),
            newMemberRole: try row.optional("new_member_role"), isEnabled: try row.get("is_enabled"))
    }
}
