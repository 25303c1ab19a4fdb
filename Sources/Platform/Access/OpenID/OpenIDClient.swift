internal import Core
internal import Crypto
internal import HTTP
internal import HTTPClient
internal import Synchronization

/// Talks to providers: reads what they say about themselves, fetches their keys, changes a code for a token.
final class OpenIDClient: Sendable {
    /// What a provider says about itself (OpenID Connect Discovery 1.0 §3).
    struct Metadata: Sendable {
        let authorization: String
        let token: String
        let keys: String
        /// Whether the secret travels in the form instead of a header.
        let postsSecret: Bool
        /// Whether each answer names its issuer (RFC 9207).
        let namesIssuer: Bool
    }

    private struct Remembered<Value: Sendable>: Sendable {
        let value: Value
        let at: Instant
    }

    private static let memory: Duration = .hours(1)
    /// An unknown key makes us look again, but a stranger's forged tokens must not make us a nuisance.
    private static let patience: Duration = .minutes(1)
    private static let limit = 500

    private let configuration: OpenIDConfiguration
    private let clock: TimeSource
    private let metadata = Mutex<[String: Remembered<Metadata>]>([:])
    private let keys = Mutex<[String: Remembered<SigningKeys>]>([:])

    init(_ configuration: OpenIDConfiguration, clock: TimeSource) {
        self.configuration = configuration
        self.clock = clock
    }

    /// Throws `Problem` 503 if the provider does not answer, or answers as somebody else.
    func metadata(of provider: IdentityProvider) async throws -> Metadata {
        let now = clock.now
        if let known = metadata.withLock({ $0[provider.issuer] }), now - known.at < Self.memory { return known.value }
        let issuer = provider.issuer.hasSuffix("/") ? String(provider.issuer.dropLast()) : provider.issuer
        let document = try await fetch(.get, issuer + "/.well-known/openid-configuration", of: provider)
        // A document that speaks for another issuer would let one provider pass for another.
        guard document["issuer"]?.string == provider.issuer else {
            throw Self.unusable(provider, "it says that its issuer is “\(document["issuer"]?.string ?? "")”")
        }
        guard let authorization = address(document["authorization_endpoint"], provider),
            let token = address(document["token_endpoint"], provider),
            let keys = address(document["jwks_uri"], provider)
        else { throw Self.unusable(provider, "its description lacks an address") }
        let ways = document["token_endpoint_auth_methods_supported"]?.array?.compactMap(\.string)
        let found = Metadata(
            authorization: authorization, token: token, keys: keys,
            postsSecret: ways.map { !$0.contains("client_secret_basic") && $0.contains("client_secret_post") } ?? false,
            namesIssuer: document["authorization_response_iss_parameter_supported"]?.bool ?? false)
        metadata.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[provider.issuer] = Remembered(value: found, at: now)
        }
        return found
    }

    /// The provider's keys; read again if the one called `id` is not among them.
    func keys(of provider: IdentityProvider, _ metadata: Metadata, for token: IDToken) async throws -> SigningKeys {
        let now = clock.now
        if let known = keys.withLock({ $0[metadata.keys] }), now - known.at < Self.memory {
            if known.value.key(token.keyID, token.algorithm) != nil || now - known.at < Self.patience {
                return known.value
            }
        }
        let read = SigningKeys(try await fetch(.get, metadata.keys, of: provider))
        keys.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[metadata.keys] = Remembered(value: read, at: now)
        }
        return read
    }

    /// Changes the code for the ID token.
    func token(
        for code: String, verifier: String, redirect: String, of provider: IdentityProvider, _ metadata: Metadata
    ) async throws -> String {
        var fields = Fields([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ])
        var headers: [OutgoingRequest.Header] = [.init("Content-Type", "application/x-www-form-urlencoded")]
        if metadata.postsSecret {
            fields.append("client_id", provider.clientID)
            fields.append("client_secret", provider.clientSecret)
        } else {
            // Both parts are form-encoded before they are joined (RFC 6749 §2.3.1).
            let pair = PercentCoding.encode(provider.clientID) + ":" + PercentCoding.encode(provider.clientSecret)
            headers.append(.init("Authorization", "Basic " + Base64.standard.encode(pair.utf8)))
        }
        let answer = try await fetch(
            .post, metadata.token, of: provider, headers: headers, body: Array(fields.encoded.utf8))
        guard let token = answer["id_token"]?.string else { throw Self.unusable(provider, "it gave no ID token") }
        return token
    }

    private func fetch(
        _ method: OutgoingRequest.Method, _ url: String, of provider: IdentityProvider,
        headers: [OutgoingRequest.Header] = [], body: [UInt8] = []
    ) async throws -> JSON {
        // What the operator has set may be anywhere; what an organisation typed, on the public internet only.
        let isFree = provider.organisation == nil || configuration.allowsPrivate
        var request = OutgoingRequest(method, url, addresses: isFree ? .any : .publicOnly)
        request.headers = [.init("Accept", "application/json")] + headers
        request.body = body
        request.timeouts = .init(connect: .seconds(5), total: .seconds(10))
        request.maximumResponseSize = 256 * 1024
        do {
            let response = try await configuration.http.send(request)
            guard response.isSuccess else { throw Self.unusable(provider, "it answered \(response.status)") }
            return try JSON(parsing: response.body)
        } catch let problem as Problem {
            throw problem
        } catch let error as HTTPClientError {
            throw Self.unusable(provider, "\(error)")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Self.unusable(provider, "its answer is not JSON")
        }
    }

    /// https everywhere, unless all of it is our own.
    private func address(_ value: JSON?, _ provider: IdentityProvider) -> String? {
        guard let text = value?.string, text.utf8.count <= 2000 else { return nil }
        if text.hasPrefix("https://") { return text }
        return text.hasPrefix("http://") && (configuration.allowsPrivate || provider.issuer.hasPrefix("http://"))
            ? text : nil
    }

    private static func unusable(_ provider: IdentityProvider, _ why: String) -> Problem {
        Problem(
            status: 503, code: "provider_unusable",
            "\(provider.name) cannot be used to sign in right now: \(why). Try again, or sign in another way.")
    }
}
