public import HTTPClient

/// Why a message was not handed over.
public enum MailError: Error, Sendable, Hashable {
    case invalidAddress(String)
    /// A header value with a line break, or a header that Mainline writes itself.
    case invalidHeader(String)
    case noRecipients
    /// The settings of the mail server are wrong.
    case invalidServer(reason: String)
    /// User name or password.
    case signInRefused(reply: String)
    /// The server answered no, with its own code (RFC 5321 §4.2) and words.
    case refused(code: Int, reply: String)
    /// No connection, or it broke.
    case connection(HTTPClientError)
    /// The folder for messages cannot be written.
    case folder(path: String, reason: String)

    /// Whether the same message may be accepted later.
    public var isTransient: Bool {
        switch self {
        case .refused(let code, _): code < 500
        case .connection, .folder, .signInRefused: true
        case .invalidAddress, .invalidHeader, .noRecipients, .invalidServer: false
        }
    }
}

extension MailError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidAddress(let text): "“\(text)” is not an e-mail address."
        case .invalidHeader(let name): "“\(name)” cannot be written into a message."
        case .noRecipients: "The message has no recipient."
        case .invalidServer(let reason): "The mail server's settings are wrong: \(reason)."
        case .signInRefused(let reply): "The mail server refused the user name or password: \(reply)"
        case .refused(_, let reply): "The mail server refused the message: \(reply)"
        case .connection(let error): "No mail was sent. \(error)"
        case .folder(let path, let reason): "The message could not be written into \(path): \(reason)."
        }
    }
}
