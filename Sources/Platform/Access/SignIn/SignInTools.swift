/// What pages about signing in work with.
public struct SignInTools: Sendable {
    public let factors: SecondFactors
    public let confirmation: Confirmation
    public let devices: Devices
    public let identities: Identities
    public let providers: IdentityProviders
    public let policies: SecurityPolicies

    public init(
        _ authenticator: Authenticator, passwords: PasswordService, secrets: SignInSecrets,
        openID: OpenIDConfiguration
    ) {
        factors = SecondFactors(authenticator, secrets)
        providers = IdentityProviders(authenticator, openID, secrets)
        confirmation = Confirmation(
            authenticator, passwords: passwords, secrets: secrets, providers: providers)
        devices = Devices(authenticator)
        identities = Identities(authenticator)
        policies = SecurityPolicies(authenticator)
    }
}
