internal import Core
internal import Crypto
public import HTTP

/// Proof that a form before sign-in was made here for this very browser: without it another site could sign a visitor in
/// to an account of its own, and watch what they enter there.
///
/// A cookie that opens nothing, and in each form a digest made from it.
public enum VisitorForm {
    static let field = "_form"
    private static let cookieName = "visitor"

    /// Puts the proof into every form of the page that posts, and sets the cookie if the browser has none.
    public static func guarded(_ response: Response, for request: Request) -> Response {
        guard case .bytes(let page) = response.body else { return response }
        let known = token(in: request)
        let token = known ?? Token()
        var response = response
        response.body = .bytes(FormTokens.added(field, proof(token, nonce: Random.bytes(12)), toFormsOf: page))
        if known == nil { response.setCookie(.host(cookieName, token.text, for: request)) }
        return response
    }

    /// Throws `Problem` 403 unless the form was made here for this browser. A program that says nothing of where it
    /// comes from, which browsers always do, passes: there is nobody to be fooled.
    public static func require(_ request: Request) throws {
        guard request.headers.contains("Origin") || request.headers.contains("Sec-Fetch-Site") else { return }
        guard OriginCheck.isSameOrigin(request) else {
            throw Problem.forbidden("This request came from another site. Open the page here and try again.")
        }
        guard let token = token(in: request), let shown = try request.form()[field],
            let bytes = Base64.urlSafe.decode(shown), bytes.count == 44,
            constantTimeEqual(shown.utf8, proof(token, nonce: Array(bytes.prefix(12))).utf8)
        else {
            throw Problem(
                status: 403, code: "csrf",
                "This form is too old or was not made here. Load its page again, then send it once more.")
        }
    }

    private static func token(in request: Request) -> Token? {
        request.hostCookie(cookieName).flatMap { $0.utf8.count == 43 ? Token(shown: $0) : nil }
    }

    private static func proof(_ token: Token, nonce: [UInt8]) -> String {
        Base64.urlSafe.encode(nonce + HMAC.sha256(Array("visitor".utf8) + nonce, key: token.text.utf8))
    }
}
