internal import Core
internal import Crypto
internal import HTTP
internal import Postgres

/// A way to a provider and back: state, nonce and code verifier of one browser, good for ten minutes and once.
struct OpenIDJourney: Sendable {
    enum Purpose: String, Sendable { case signIn = "sign_in", link, confirm }

    static let patience: Duration = .minutes(10)
    private static let cookieName = "journey"

    let state: Token
    let nonce: Token
    let verifier: Token
    let browser: Token

    let provider: String
    let purpose: Purpose
    let user: ID<User>?
    let next: String

    /// What is read back when a browser returns.
    struct Returned: Sendable {
        let provider: String
        let purpose: Purpose
        let user: ID<User>?
        let next: String
        let nonceHash: [UInt8]
        let verifier: String
    }

    init(to provider: String, _ purpose: Purpose, user: ID<User>?, next: String) {
        (state, nonce, verifier, browser) = (Token(), Token(), Token(), Token())
        self.provider = provider
        self.purpose = purpose
        self.user = user
        self.next = next
    }

    func insertion(_ key: SealingKey, at now: Instant) -> SQL {
        """
        insert into openid_attempts (state_hash, provider, purpose, user_id, nonce_hash, code_verifier, browser_hash, next,
          expires_at)
        values (\(Bytea(state.digest)), \(provider), \(purpose.rawValue), \(user), \(Bytea(nonce.digest)),
          \(key.seal(verifier.text).text), \(Bytea(browser.digest)), \(next), \(now + Self.patience))
        """
    }

    /// PKCE (RFC 7636): only whoever began the journey can change its code for a token.
    var challenge: String { Base64.urlSafe.encode(SHA256.hash(verifier.text.utf8)) }

    func cookie(for request: Request) -> SetCookie {
        .host(Self.cookieName, browser.text, maxAge: Int(Self.patience.components.seconds), for: request)
    }

    static func removal(for request: Request) -> SetCookie { .host(cookieName, "", maxAge: 0, for: request) }

    /// Ends the journey that the request returns from; nil if there is none, or another browser began it.
    static func end(
        _ request: Request, _ key: SealingKey, at now: Instant, _ database: Database
    ) async throws -> Returned? {
        guard let state = request.query["state"], state.utf8.count == 43,
            let browser = request.hostCookie(cookieName), browser.utf8.count == 43
        else { return nil }
        let rows = try await database.systemQuery(
            .signIn,
            """
            delete from openid_attempts
            where state_hash = \(Bytea(Token(shown: state).digest))
              and browser_hash = \(Bytea(Token(shown: browser).digest)) and expires_at > \(now)
            returning provider, purpose, user_id, nonce_hash, code_verifier, next
            """)
        guard let row = rows.first, let purpose = Purpose(rawValue: try row.get("purpose")) else { return nil }
        return Returned(
            provider: try row.get("provider"), purpose: purpose, user: try row.optional("user_id"),
            next: try row.get("next"), nonceHash: try row.get("nonce_hash", as: Bytea.self).bytes,
            verifier: try key.openText(Sealed(text: try row.get("code_verifier"))))
    }
}
