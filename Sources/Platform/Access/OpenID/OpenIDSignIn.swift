internal import Core
internal import Crypto
internal import HTTP
internal import Postgres

/// Signing in, linking and confirming by way of a provider.
struct OpenIDSignIn: Sendable {
    /// Where a journey ended.
    enum Arrival: Sendable {
        case entered(SignInOutcome, next: String)
        /// The account is known by its address alone: its password is to be shown at `/sign-in/link`.
        case unlinked(SetCookie)
        case linked(next: String)
        case confirmed(SetCookie, next: String)
    }

    let authenticator: Authenticator
    let configuration: OpenIDConfiguration
    let providers: IdentityProviders
    let secrets: SignInSecrets
    let client: OpenIDClient
    let provisioning: OrganisationProvisioning

    private var database: Database { authenticator.database }

    init(
        _ authenticator: Authenticator, _ configuration: OpenIDConfiguration, _ secrets: SignInSecrets,
        passwords: PasswordService
    ) {
        self.authenticator = authenticator
        self.configuration = configuration
        self.secrets = secrets
        providers = IdentityProviders(authenticator, configuration, secrets)
        client = OpenIDClient(configuration, clock: authenticator.clock)
        provisioning = OrganisationProvisioning(
            database: authenticator.database, passwords: passwords, clock: authenticator.clock)
    }

    /// The provider's page to go to, and the cookie that ties the journey to this browser.
    /// Throws `Problem` 404 for an unknown provider, 503 if it does not answer.
    func begin(
        _ key: String, _ purpose: OpenIDJourney.Purpose, user: ID<User>? = nil, next: String, _ request: Request
    ) async throws -> (address: String, cookie: SetCookie) {
        let provider = try await providers.find(key)
        let metadata = try await client.metadata(of: provider)
        let journey = OpenIDJourney(to: provider.key, purpose, user: user, next: next)
        _ = try await database.systemQuery(
            .signIn, journey.insertion(secrets.journeys, at: authenticator.clock.now))
        var fields = Fields([
            ("response_type", "code"), ("scope", "openid email profile"), ("client_id", provider.clientID),
            ("redirect_uri", redirect(provider)), ("state", journey.state.text), ("nonce", journey.nonce.text),
            ("code_challenge", journey.challenge), ("code_challenge_method", "S256"),
        ])
        if purpose == .confirm {
            fields.append("prompt", "login")
            fields.append("max_age", "0")
        }
        let joint = metadata.authorization.contains("?") ? "&" : "?"
        return (metadata.authorization + joint + fields.encoded, journey.cookie(for: request))
    }

    /// Ends the journey. Throws `Problem` 400 for an answer that belongs to none, 403 for somebody who may not come in,
    /// 503 for a provider that cannot be believed.
    func arrive(_ key: String, _ request: Request) async throws -> Arrival {
        let now = authenticator.clock.now
        guard let journey = try await OpenIDJourney.end(request, secrets.journeys, at: now, database),
            journey.provider == key
        else {
            throw Problem.badRequest(
                "journey_over", "This sign-in is over, was used before or was begun elsewhere. Begin again.")
        }
        let provider = try await providers.find(key)
        if let error = request.query["error"] {
            throw Problem.forbidden(
                error == "access_denied"
                    ? "You did not go on at \(provider.name). Sign in another way, or try again."
                    : "\(provider.name) did not sign you in. Try again.")
        }
        let metadata = try await client.metadata(of: provider)
        let issuer = request.query["iss"]
        // Mixed up: the answer of one provider brought to another's address (RFC 9207).
        guard issuer == provider.issuer || (issuer == nil && !metadata.namesIssuer) else {
            throw Self.unbelievable(provider)
        }
        guard let code = request.query["code"], (1...4000).contains(code.utf8.count) else {
            throw Self.unbelievable(provider)
        }
        let text = try await client.token(
            for: code, verifier: journey.verifier, redirect: redirect(provider), of: provider, metadata)
        let claims: IDToken.Claims
        do {
            let token = try IDToken(text)
            let keys = try await client.keys(of: provider, metadata, for: token)
            claims = try token.claims(
                keys,
                IDToken.Expectation(
                    issuer: provider.issuer, clientID: provider.clientID, nonceHash: journey.nonceHash, now: now))
        } catch is IDToken.Failure {
            throw Self.unbelievable(provider)
        }
        switch journey.purpose {
        case .signIn: return try await enter(provider, claims, next: journey.next, request)
        case .link: return try await link(provider, claims, journey, request)
        case .confirm: return try await confirm(provider, claims, journey, request)
        }
    }

    /// Where the provider sends people back to: an address of its own for each, so that answers cannot be mixed up.
    private func redirect(_ provider: IdentityProvider) -> String {
        "\(configuration.publicURL)/sign-in/openid/\(provider.key)/back"
    }

    // MARK: - Signing in

    private func enter(
        _ provider: IdentityProvider, _ claims: IDToken.Claims, next: String, _ request: Request
    ) async throws -> Arrival {
        let identities = Identities(authenticator)
        let outcome: SignInOutcome
        if let user = try await identities.find(provider, claims) {
            outcome = try await SessionStart(authenticator: authenticator).enter(
                entry(user, provider, next), request, with: [identities.use(provider, claims)])
            return .entered(outcome, next: next)
        }
        guard let email = claims.email, claims.isEmailVerified else {
            throw Problem.forbidden(
                "\(provider.name) has not confirmed your email address, so nobody knows whose account it is.")
        }
        let candidate = try await candidate(email, provider)
        if provider.organisation != nil, !provider.keeps(claims) {
            throw Problem.forbidden("\(provider.name) does not speak for the address \(email). Sign in another way.")
        }
        switch candidate {
        case .none:
            guard provider.keeps(claims), let organisation = provider.organisation, let role = provider.newMemberRole
            else { throw Self.stranger(email) }
            let name = claims.name.flatMap { $0.isEmpty ? nil : $0 } ?? String(email.prefix { $0 != "@" })
            let user = try await provisioning.createMember(
                NewMember(name: name, email: email, role: role), in: organisation)
            return try await tie(user, provider, claims, next, request)
        case .some(let found):
            guard found.mayEnter else { throw Self.stranger(email) }
            // An owner's account is never opened by an administrator's provider alone.
            guard provider.keeps(claims), !(provider.organisation != nil && found.isOwner) else {
                let pending = PendingSignIn(
                    entry: entry(found.user, provider, next), step: .link,
                    identity: [
                        "issuer": .string(provider.issuer), "subject": .string(claims.subject),
                        "email": .string(email), "provider": .string(provider.name),
                    ])
                _ = try await database.systemQuery(.signIn, pending.insertion(at: authenticator.clock.now))
                return .unlinked(pending.cookie(for: request))
            }
            return try await tie(found.user, provider, claims, next, request)
        }
    }

    private func tie(
        _ user: ID<User>, _ provider: IdentityProvider, _ claims: IDToken.Claims, _ next: String, _ request: Request
    ) async throws -> Arrival {
        let link = Identities(authenticator).linking(
            user, issuer: provider.issuer, subject: claims.subject, email: claims.email ?? "",
            confined: provider.organisation)
        let outcome = try await SessionStart(authenticator: authenticator).enter(
            entry(user, provider, next), request, with: [link])
        return .entered(outcome, next: next)
    }

    private func entry(_ user: ID<User>, _ provider: IdentityProvider, _ next: String) -> SessionStart.Entry {
        SessionStart.Entry(user: user, method: .provider, confined: provider.organisation, next: next)
    }

    private struct Candidate {
        let user: ID<User>
        let mayEnter: Bool
        let isOwner: Bool
    }

    private func candidate(_ email: String, _ provider: IdentityProvider) async throws -> Candidate? {
        let rows = try await database.systemQuery(
            .signIn,
            """
            select u.id,
              exists (select from members m where m.id = u.id and m.is_active and m.deleted_at is null
                and (\(provider.organisation)::uuid is null or m.org_id = \(provider.organisation))) as may_enter,
              exists (select from members m where m.id = u.id and m.role = 'owner'
                and m.org_id = \(provider.organisation)) as is_owner
            from users u where lower(u.email) = lower(\(email))
            """)
        return try rows.first.map {
            Candidate(user: try $0.get("id"), mayEnter: try $0.get("may_enter"), isOwner: try $0.get("is_owner"))
        }
    }

    // MARK: - Linking and confirming

    private func link(
        _ provider: IdentityProvider, _ claims: IDToken.Claims, _ journey: OpenIDJourney.Returned, _ request: Request
    ) async throws -> Arrival {
        let context = try await whoever(began: journey, request)
        guard let user = journey.user else { throw Self.unbelievable(provider) }
        if let owner = try await Identities(authenticator).find(provider, claims), owner != user {
            throw Problem.conflict("linked_elsewhere", "This \(provider.name) account opens another person's account.")
        }
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue(
                Identities(authenticator).linking(
                    user, issuer: provider.issuer, subject: claims.subject, email: claims.email ?? "",
                    confined: provider.organisation))
            transaction.queue(AccessAudit.entry("identity_linked", of: user, in: context.organisation, request))
        }
        return .linked(next: journey.next)
    }

    private func confirm(
        _ provider: IdentityProvider, _ claims: IDToken.Claims, _ journey: OpenIDJourney.Returned, _ request: Request
    ) async throws -> Arrival {
        _ = try await whoever(began: journey, request)
        guard let user = journey.user, try await Identities(authenticator).find(provider, claims) == user else {
            throw Problem.forbidden("This \(provider.name) account is not the one that opens yours.")
        }
        if let shown = claims.authenticatedAt, authenticator.clock.now - shown > .minutes(5) {
            throw Problem.forbidden("\(provider.name) did not ask who you are again. Try once more.")
        }
        let cookie = try await database.systemTransaction(.signIn) { transaction in
            try await Sessions(authenticator).rotate(in: transaction, request, isConfirmed: true)
        }
        return .confirmed(cookie, next: journey.next)
    }

    /// The person who is still signed in, if it is who began the journey.
    private func whoever(began journey: OpenIDJourney.Returned, _ request: Request) async throws -> Context {
        guard let context = try await authenticator.authenticate(request), let user = journey.user,
            context.actor.user == user
        else {
            throw Problem.forbidden("You are not signed in as who began this. Sign in and begin again.")
        }
        return context
    }

    private static func stranger(_ email: String) -> Problem {
        .forbidden("There is no account that \(email) may use here. Ask to be invited, or sign in another way.")
    }

    private static func unbelievable(_ provider: IdentityProvider) -> Problem {
        Problem(
            status: 403, code: "provider_answer",
            "What \(provider.name) answered does not hold. Begin again; if it happens again, tell your administrator.")
    }
}
