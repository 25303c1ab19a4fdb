public import HTTP

/// What a right password, or a provider's word, led to.
public enum SignInOutcome: Sendable {
    /// A session: its cookie, and the one by which the browser is known again.
    case signedIn([SetCookie])
    /// A second factor is to be shown at `/sign-in/second-step`; the cookie opens that page and nothing else.
    case secondStep(SetCookie)

    public var cookies: [SetCookie] {
        switch self {
        case .signedIn(let cookies): cookies
        case .secondStep(let cookie): [cookie]
        }
    }
}
