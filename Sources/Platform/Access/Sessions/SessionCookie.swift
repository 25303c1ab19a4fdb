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

    /// The new session that an answer hands over.
    static func token(in response: Response) -> Token? {
        for value in response.headers.all("Set-Cookie") {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0] == name || pair[0] == "__Host-" + name, pair[1].utf8.count == 43 {
                return Token(shown: String(pair[1]))
            }
        }
        return nil
    }

    static func setting(_ token: Token, for request: Request) -> SetCookie {
        .host(name, token.text, maxAge: Int(Sessions.lifetime.components.seconds), for: request)
    }

    /// Makes the browser forget its session.
    public static func removal(for request: Request) -> SetCookie { .host(name, "", maxAge: 0, for: request) }
}
