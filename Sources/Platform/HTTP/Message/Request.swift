public import Core
internal import Glibc

/// What a client asks.
public struct Request: Sendable {
    /// What the request line and the headers said; shared by all copies of a request.
    final class Head: Sendable {
        let method: Method
        let target: String
        let path: String
        let rawQuery: String
        let segments: [String]
        let query: Fields
        let headers: Headers

        init(method: Method, target: RequestTarget, headers: Headers) {
            self.method = method
            self.target = target.raw
            path = target.path
            rawQuery = target.rawQuery
            segments = target.segments
            query = target.query
            self.headers = headers
        }
    }

    let head: Head
    /// The client's address, behind trusted proxies the one they saw. Without port.
    public var address: String
    /// `http` or `https`, as the client sees it.
    public var scheme: String
    /// What the client calls this server, with port if it is not the usual one.
    public var host: String
    /// Names this request in logs, problems and the audit trail.
    public var requestID: String
    /// W3C trace context, if the client sent a well-formed one.
    public var traceparent: String?
    public var body: RequestBody
    /// When the client gets 503 instead; for `Context.deadline`.
    public var deadline: Instant?
    /// Values of the route's `{name}`s, percent-decoded.
    public internal(set) var parameters: [(name: String, value: String)] = []
    var temporaryDirectory = "/tmp"

    /// A request as a client would send it; for tests and for calls within the process.
    /// Throws `Problem` 400 if `target` is malformed.
    public init(
        _ method: Method, _ target: String, headers: Headers = [:], body: [UInt8] = [], address: String = "127.0.0.1",
        scheme: String = "http", host: String = "localhost", requestID: String = "request-1"
    ) throws {
        head = Head(method: method, target: try RequestTarget(target), headers: headers)
        self.address = address
        self.scheme = scheme
        self.host = host
        self.requestID = requestID
        self.body = .memory(body)
    }

    public var method: Method { head.method }
    /// Exactly as in the request line.
    public var target: String { head.target }
    /// The target up to the `?`, still percent-encoded.
    public var path: String { head.path }
    /// The path's parts, percent-decoded: a part may itself hold a slash, but never a control character.
    public var segments: [String] { head.segments }
    public var query: Fields { head.query }
    /// The target behind the `?`, as sent.
    public var rawQuery: String { head.rawQuery }
    public var headers: Headers { head.headers }

    /// The value of the route's `{name}`. Throws `Problem` 404 if the route has none of that name.
    public func parameter(_ name: String) throws -> String {
        for parameter in parameters where parameter.name == name { return parameter.value }
        throw Problem.notFound()
    }

    /// The value of the route's `{name}` as an identifier. Throws `Problem` 404 if it is not one.
    public func id<Entity>(_ name: String = "id", of type: Entity.Type = Entity.self) throws -> ID<Entity> {
        guard let id = ID<Entity>(try parameter(name)) else { throw Problem.notFound() }
        return id
    }

    /// Whether the client has gone (or its time is up): long work should stop. The handler's task is cancelled too.
    public var isCancelled: Bool { Task.isCancelled }

    /// A cookie's value, percent-decoded.
    public func cookie(_ name: String) -> String? {
        for line in headers.all("Cookie") {
            for part in line.split(separator: ";") {
                guard let split = part.firstIndex(of: "="), trimmed(part[..<split]) == name else { continue }
                let raw = trimmed(part[part.index(after: split)...])
                let bare =
                    raw.count >= 2 && raw.first == "\"" && raw.last == "\"" ? String(raw.dropFirst().dropLast()) : raw
                return PercentCoding.decode(bare) ?? bare
            }
        }
        return nil
    }

    /// A cookie set with `SetCookie.host`.
    public func hostCookie(_ name: String) -> String? { cookie(scheme == "https" ? "__Host-" + name : name) }

    /// Whether the client is a browser that wants a page rather than data.
    public var wantsHTML: Bool { accepts("text/html") && headers["Accept"]?.contains("text/html") == true }
    /// Whether htmx asks for part of a page.
    public var isFragment: Bool { headers["HX-Request"] == "true" }
}
