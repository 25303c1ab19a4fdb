/// The account through which cards are charged.
public struct StripeAccount: Sendable {
    /// `sk_…`; nil: no money moves, a page of ours stands in for the card form. Never logged.
    let secretKey: String?
    /// Signs webhooks.
    let webhookSecret: String
    /// `https://api.stripe.com`, or where a stand-in listens.
    let baseURL: String
    /// Where the stand-in delivers its webhooks: this very server.
    let webhookURL: String

    /// Stripe itself, or a server that speaks its protocol.
    public static func stripe(secretKey: String, webhookSecret: String, baseURL: String = "https://api.stripe.com") -> StripeAccount {
        StripeAccount(secretKey: secretKey, webhookSecret: webhookSecret, baseURL: baseURL, webhookURL: "")
    }

    /// No account: payments are played, and told to `webhookURL` (`http://127.0.0.1:8080/webhooks/stripe`) with a
    /// signature under `webhookSecret`, which all processes must share.
    public static func simulated(webhookSecret: String, webhookURL: String) -> StripeAccount {
        StripeAccount(secretKey: nil, webhookSecret: webhookSecret, baseURL: "", webhookURL: webhookURL)
    }

    private init(secretKey: String?, webhookSecret: String, baseURL: String, webhookURL: String) {
        self.secretKey = secretKey
        self.webhookSecret = webhookSecret
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.webhookURL = webhookURL
    }

    public var isSimulated: Bool { secretKey == nil }
}
