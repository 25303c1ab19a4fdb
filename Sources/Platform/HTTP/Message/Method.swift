/// The request methods Mainline understands; any other is answered with 501.
public enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    /// Known, and possible nowhere: it would echo credentials.
    case trace = "TRACE"
    /// A safe request with a body; possible nowhere yet.
    case query = "QUERY"

    /// Whether it must not change anything (RFC 9110 §9.2.1).
    public var isSafe: Bool {
        switch self {
        case .get, .head, .options, .trace, .query: true
        case .post, .put, .patch, .delete: false
        }
    }
}
