/// The account through which cards are charged.
public struct StripeAccount: Sendable {
    /// How cards are taken.
    enum Kind: Sendable { case stripe, simulated, none }

    let kind: Kind
    /// `sk_…`; nil unless cards are charged. Never logged.
    let secretKey: String?
    /// Signs webhooks.
    let webhookSecret: String
    /// `https://api.stripe.com`, or where a stand-in listens.
    let baseURL: String
    /// Where the stand-in delivers its webhooks: this very server.
    let webhookURL: String

    /// Stripe itself, or a server that speaks its protocol.
    public static func stripe(secretKey: String, webhookSecret: String, baseURL: String = "https://api.stripe.com")
        -> StripeAccount
    {
        StripeAccount(.stripe, secretKey: secretKey, webhookSecret: webhookSecret, baseURL: baseURL, webhookURL: "")
    }

    /// No cards: customers see what they owe and pay by other means. For work without an account.
    public static let noCards = StripeAccount(.none, secretKey: nil, webhookSecret: "", baseURL: "", webhookURL: "")

    /// For a look around, never for work: whoever has a link can mark its invoice paid. Payments are played, and told to
    /// `webhookURL` (`http://127.0.0.1:8080/webhooks/stripe`) with a signature under `webhookSecret`, which all processes
    /// must share.
    public static func simulated(webhookSecret: String, webhookURL: String) -> StripeAccount {
        StripeAccount(.simulated, secretKey: nil, webhookSecret: webhookSecret, baseURL: "", webhookURL: webhookURL)
    }

    private init(_ kind: Kind, secretKey: String?, webhookSecret: String, baseURL: String, webhookURL: String) {
        self.kind = kind
        self.secretKey = secretKey
        self.webhookSecret = webhookSecret
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.webhookURL = webhookURL
    }

    public var isSimulated: Bool { kind == .simulated }
    /// Whether customers can pay on the page.
    var takesCards: Bool { kind != .none }
}
