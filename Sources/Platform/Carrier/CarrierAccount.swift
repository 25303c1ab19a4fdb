internal import Crypto

/// The account at a carrier that speaks Twilio's protocol.
public struct CarrierAccount: Sendable {
    /// `AC…`
    public let sid: String
    /// Signs webhooks and opens the REST API. Never logged.
    let token: String
    /// `https://api.twilio.com`, or where the simulated carrier listens.
    public let baseURL: String
    /// Our address as the carrier calls it: what its signatures are made over.
    public let publicURL: String

    public init(sid: String, token: String, baseURL: String = "https://api.twilio.com", publicURL: String) {
        self.sid = sid
        self.token = token
        self.baseURL = baseURL
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }

    /// What opens the REST API: `Basic …`. Never logged.
    public var authorization: String { "Basic " + Base64.standard.encode("\(sid):\(token)".utf8) }

    public var signature: CarrierSignature { CarrierSignature(token: token) }
}
