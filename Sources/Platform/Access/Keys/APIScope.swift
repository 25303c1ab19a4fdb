internal import HTTP

/// A part of the API that a key is limited to: `leads:read`, `leads:write`, `*:read`. Writing includes reading.
public struct APIScope: Sendable, Hashable, LosslessStringConvertible {
    public enum Verb: String, Sendable { case read, write }

    /// A resource's name, or `*`.
    public let resource: String
    public let verb: Verb

    /// Nil unless `<resource>:read` or `<resource>:write`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let verb = Verb(rawValue: String(parts[1])), !parts[0].isEmpty,
            parts[0].utf8.count <= 63,
            parts[0] == "*"
                || parts[0].utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
        else { return nil }
        resource = String(parts[0])
        self.verb = verb
    }

    public var description: String { "\(resource):\(verb.rawValue)" }

    func covers(_ wanted: APIScope) -> Bool {
        (resource == "*" || resource == wanted.resource) && (verb == .write || wanted.verb == .read)
    }

    /// What a request asks for: `/api/v1/leads/…` concerns `leads`, `/api/v1/actions/leads.convert` writes them.
    /// What lies outside the REST API concerns everything.
    static func wanted(by request: Request) -> APIScope {
        let segments = request.segments
        let verb = request.method.isSafe ? Verb.read : .write
        guard segments.count >= 3, segments[0] == "api", segments[1] == "v1" else { return APIScope("*", verb) }
        guard segments[2] == "actions", segments.count >= 4 else { return APIScope(segments[2], verb) }
        return APIScope(String(segments[3].prefix { $0 != "." }), verb)
    }

    private init(_ resource: String, _ verb: Verb) {
        self.resource = resource
        self.verb = verb
    }
}
