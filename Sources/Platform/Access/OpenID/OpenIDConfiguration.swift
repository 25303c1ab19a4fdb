public import HTTPClient

/// Which providers the installation has, and how all of them are reached.
public struct OpenIDConfiguration: Sendable {
    /// The installation's own, for everybody.
    public var providers: [IdentityProvider]
    public var http: any HTTPSending
    /// Where providers send people back to: the address of this installation, without a slash at its end.
    public var publicURL: String
    /// Whether an organisation's provider may be in the private network, or without TLS: for trials, and where all of it
    /// stands on one's own machines.
    public var allowsPrivate: Bool

    public init(
        providers: [IdentityProvider] = [], http: any HTTPSending, publicURL: String, allowsPrivate: Bool = false
    ) {
        self.providers = providers
        self.http = http
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.allowsPrivate = allowsPrivate
    }
}
