internal import Crypto
internal import HTTP

/// By which a browser is known again at the next sign-in, to tell a new device from a familiar one. It opens nothing.
enum DeviceCookie {
    private static let name = "device"
    /// As long as browsers keep one.
    private static let days = 400

    /// The browser's, or a new one.
    static func token(in request: Request) -> Token {
        guard let text = request.hostCookie(name), text.utf8.count == 43 else { return Token() }
        return Token(shown: text)
    }

    static func setting(_ token: Token, for request: Request) -> SetCookie {
        .host(name, token.text, maxAge: days * 86_400, for: request)
    }
}
