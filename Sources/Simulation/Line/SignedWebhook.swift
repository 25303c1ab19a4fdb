public import Carrier
internal import Core
internal import Crypto
internal import HTTP
public import HTTPClient
internal import Synchronization

/// A webhook as the carrier sends it: a form, its signature, and a token that stays the same when it is sent again.
public struct SignedWebhook: Sendable {
    /// As the carrier knows it, and signs it.
    public var url: String
    public var parameters: [(name: String, value: String)]
    /// `I-Twilio-Idempotency-Token`.
    public let token: String

    public init(url: String, parameters: [(name: String, value: String)]) {
        self.url = url
        self.parameters = parameters
        token = Hex.encode(Random.bytes(16))
    }

    /// - Parameters:
    ///   - host: where it is sent instead of the public address, if that is not reachable from here: `http://127.0.0.1:8080`.
    ///   - signature: instead of the right one.
    public func request(account: CarrierAccount, host: String? = nil, signature: String? = nil) -> OutgoingRequest {
        var address = url
        if let host, url.hasPrefix(account.publicURL) { address = host + url.dropFirst(account.publicURL.count) }
        var request = OutgoingRequest(
            .post, address,
            headers: [
                .init("Content-Type", "application/x-www-form-urlencoded"), .init("I-Twilio-Idempotency-Token", token),
                .init("X-Twilio-Signature", signature ?? account.signature.sign(url: url, parameters)),
                .init("User-Agent", "TwilioProxy/1.1"), .init("Accept", "*/*"),
            ],
            body: Array(Fields(parameters.map { ($0.name, $0.value) }).encoded.utf8), addresses: .any)
        request.timeouts = .init(connect: .seconds(5), total: .seconds(15))
        return request
    }
}

/// Every webhook of a run, for playing it again.
public final class WebhookJournal: Sendable {
    private let webhooks = Mutex<[SignedWebhook]>([])
    private static let limit = 10_000

    public init() {}

    /// In the order they were sent.
    public var all: [SignedWebhook] { webhooks.withLock { $0 } }

    func append(_ webhook: SignedWebhook) {
        webhooks.withLock { webhooks in
            if webhooks.count < Self.limit { webhooks.append(webhook) }
        }
    }
}
