internal import Access

/// The identity providers that the operator has set, for everybody.
public struct SignInProviders: Sendable {
    let providers: [IdentityProvider]
    let allowsPrivate: Bool

    /// Throws `SettingsError` for one that is set by half.
    init(_ values: SettingValues) throws {
        var providers: [IdentityProvider] = []
        if let id = values.optional("google.client_id") {
            providers.append(.google(clientID: id, clientSecret: try Self.required("google.client_secret", values)))
        }
        if let issuer = try values.webAddress("openid.issuer") {
            providers.append(
                .installation(
                    name: values.text("openid.name"), issuer: issuer,
                    clientID: try Self.required("openid.client_id", values),
                    clientSecret: try Self.required("openid.client_secret", values),
                    domains: values.list("openid.email_domains")))
        }
        self.providers = providers
        allowsPrivate = values.flag("openid.allow_private")
    }

    private static func required(_ name: String, _ values: SettingValues) throws -> String {
        guard let value = values.optional(name) else {
            throw SettingsError("Signing in through a provider needs the setting “\(name)” too; the provider shows it.")
        }
        return value
    }
}
