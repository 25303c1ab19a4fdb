public import Core

/// Somebody else who knows who people are, and says so by OpenID Connect.
public struct IdentityProvider: Sendable {
    /// Which one, in addresses: `google`, `installation`, or the id of an organisation's own.
    public let key: String
    /// As on the button: “Sign in with …”.
    public let name: String
    let issuer: String
    let clientID: String
    let clientSecret: String
    /// Whose word on an address is enough to know the account: those of its own domains.
    let trust: Trust
    /// The only organisation it opens; nil for the installation's own.
    let organisation: ID<Organisation>?
    /// The role of whoever signs in for the first time; nil lets in members only.
    let newMemberRole: Role?

    enum Trust: Sendable, Hashable {
        /// Google says which addresses it keeps itself: those at gmail.com, and of the domain in the claim `hd`.
        case google
        case domains([String])
    }

    init(
        key: String, name: String, issuer: String, clientID: String, clientSecret: String, trust: Trust,
        organisation: ID<Organisation>? = nil, newMemberRole: Role? = nil
    ) {
        self.key = key
        self.name = name
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.trust = trust
        self.organisation = organisation
        self.newMemberRole = newMemberRole
    }

    public static func google(clientID: String, clientSecret: String) -> IdentityProvider {
        IdentityProvider(
            key: "google", name: "Google", issuer: "https://accounts.google.com", clientID: clientID,
            clientSecret: clientSecret, trust: .google)
    }

    /// One that the operator has set.
    /// - Parameter domains: those for whose addresses it speaks; with none, people tie their account to it once with
    ///   their password.
    public static func installation(
        name: String, issuer: String, clientID: String, clientSecret: String, domains: [String]
    ) -> IdentityProvider {
        IdentityProvider(
            key: "installation", name: name, issuer: issuer, clientID: clientID, clientSecret: clientSecret,
            trust: .domains(domains.map { $0.lowercased() }))
    }

    /// Whether the provider itself keeps the address in `claims`, so that its word is enough.
    func keeps(_ claims: IDToken.Claims) -> Bool {
        guard claims.isEmailVerified, let domain = claims.email.flatMap(Self.domain) else { return false }
        switch trust {
        case .google: return domain == "gmail.com" || domain == claims.hostedDomain?.lowercased()
        case .domains(let domains): return domains.contains(domain)
        }
    }

    static func domain(of email: String) -> String? {
        email.split(separator: "@", omittingEmptySubsequences: false).last.map { $0.lowercased() }
            .flatMap { $0.isEmpty || $0 == email.lowercased() ? nil : $0 }
    }
}
