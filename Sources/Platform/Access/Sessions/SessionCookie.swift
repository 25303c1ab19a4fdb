internal import Crypto
public import HTTP

/// The cookie by which a browser shows its session: `__Host-mainline` over https.
public enum SessionCookie {
    static let name = "mainline"

    /// The session that the request shows, known or not.
    static func token(in request: Request) -> Token? {
        guard let text = request.hostCookie(name), !text.isEmpty, text.utf8.count <= 100 else { return nil }
        return Token(shown: text)
    }

    static func setting(_ token: Token, for request: Request) -> SetCookie {
        .host(name, token.text, maxAge: Int(Sessions.lifetime.components.seconds), for: request)
    }

    /// Makes the browser forget its session.
    public static func removal(for request: Request) -> SetCookie { .host(name, "", maxAge: 0, for: request) }
}
