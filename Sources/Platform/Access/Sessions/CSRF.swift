internal import Core
internal import Crypto
public import HTTP

/// Proof that a form was made here for this very session, beside the check of the request's origin.
///
/// The proof is derived from the session's secret, so that nothing needs to be stored, it ends with the session, and it
/// differs on every page, so that compression tells nothing about it.
public enum CSRF {
    /// The hidden field that carries the proof in a form.
    public static let field = "_csrf"
    /// The header that carries it in requests of scripts.
    public static let header = "X-CSRF-Token"

    /// A proof for a page made for `request`; nil if it shows no session.
    public static func token(for request: Request) -> String? {
        secret(request).map { token(for: $0, nonce: Random.bytes(12)) }
    }

    /// Likewise for a page that comes with a new session, whose forms will be sent with that.
    static func token(for request: Request, answeredBy response: Response) -> String? {
        SessionCookie.token(in: response).map { token(for: $0, nonce: Random.bytes(12)) } ?? token(for: request)
    }

    /// Throws `Problem` 403 if a change is asked for with a session but without proof. Requests with an Authorization
    /// header are made by programs, which nobody else can make send it.
    public static func require(_ request: Request) throws {
        guard !request.method.isSafe, !request.headers.contains("Authorization"),
            let session = secret(request)
        else { return }
        try OriginCheck.require(request)
        guard let shown = try shownToken(request), let bytes = Base64.urlSafe.decode(shown), bytes.count == 44,
            constantTimeEqual(shown.utf8, token(for: session, nonce: Array(bytes.prefix(12))).utf8)
        else {
            throw Problem(
                status: 403, code: "csrf",
                "This form has expired or was not made here. Reload the page and send it again.")
        }
    }

    /// The session by which the request is taken: on the operator's pages the operator's, elsewhere a member's or a portal
    /// person's, or that of an operator who gives support.
    private static func secret(_ request: Request) -> Token? {
        let (acting, theirs) = (ActingCookie(request)?.token, OperatorCookie.token(in: request))
        return request.segments.first == "operator" ? theirs ?? acting : acting ?? theirs
    }

    private static func token(for session: Token, nonce: [UInt8]) -> String {
        Base64.urlSafe.encode(nonce + HMAC.sha256(Array("csrf".utf8) + nonce, key: session.text.utf8))
    }

    private static func shownToken(_ request: Request) throws -> String? {
        if let header = request.headers[header] { return header }
        switch request.contentType {
        case "application/x-www-form-urlencoded": return try request.form()[field]
        case "multipart/form-data": return try request.multipart().fields[field]
        default: return nil
        }
    }
}
