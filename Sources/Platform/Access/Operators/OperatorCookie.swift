internal import Crypto
internal import HTTP

/// The cookie by which a browser shows an operator's session: apart from members' cookies, so that neither stands for the
/// other.
enum OperatorCookie {
    static let name = "mainline_operator"

    static func token(in request: Request) -> Token? {
        guard let text = request.hostCookie(name), !text.isEmpty, text.utf8.count <= 100 else { return nil }
        return Token(shown: text)
    }

    static func setting(_ token: Token, for request: Request) -> SetCookie {
        var cookie = SetCookie.host(
            name, token.text, maxAge: Int(Operators.lifetime.components.seconds), for: request)
        // Operators come by their own address, never by a link from elsewhere.
        cookie.sameSite = .strict
        return cookie
    }

    static func removal(for request: Request) -> SetCookie { .host(name, "", maxAge: 0, for: request) }
}
