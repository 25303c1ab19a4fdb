internal import Crypto
internal import HTTP

/// The cookie by which a browser shows its portal session: another than the staff's, so that one browser can hold both.
enum PortalCookie {
    static let name = "mainline-portal"

    static func token(in request: Request) -> Token? {
        guard let text = request.hostCookie(name), !text.isEmpty, text.utf8.count <= 100 else { return nil }
        return Token(shown: text)
    }

    static func setting(_ token: Token, for request: Request) -> SetCookie {
        .host(name, token.text, maxAge: Int(PortalAccess.sessionLifetime.components.seconds), for: request)
    }

    static func removal(for request: Request) -> SetCookie { .host(name, "", maxAge: 0, for: request) }
}

/// By which of its cookies a request is taken: under `/portal` by the portal's, elsewhere by the staff's, and by the other
/// where there is only that one. What then may be done is the routes' to say.
enum ActingCookie {
    case staff(Token)
    case portal(Token)

    init?(_ request: Request) {
        let (staff, portal) = (SessionCookie.token(in: request), PortalCookie.token(in: request))
        let prefersPortal = request.segments.first == "portal"
        switch (staff, portal) {
        case (nil, nil): return nil
        case (let token?, nil): self = .staff(token)
        case (nil, let token?): self = .portal(token)
        case (let token?, let other?): self = prefersPortal ? .portal(other) : .staff(token)
        }
    }

    var token: Token {
        switch self {
        case .staff(let token), .portal(let token): token
        }
    }
}
