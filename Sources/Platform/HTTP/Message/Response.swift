public import Core

/// What the server answers.
public struct Response: Sendable {
    /// What follows the headers.
    public enum Body: Sendable {
        case none
        /// Handed to the socket without a copy. Nobody may write into it any more.
        case bytes(ByteWriter)
        case text(String)
        case array([UInt8])
        case file(FileBody)
        /// Server-sent events, as long as both sides like.
        case events(EventStream)
        case webSocket(WebSocketHandler)
    }

    public var status: Int
    public var headers: Headers
    public var body: Body

    public init(status: Int = 200, headers: Headers = [:], body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public static func html(_ page: ByteWriter, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "text/html; charset=utf-8"], body: .bytes(page))
    }

    public static func text(_ text: String, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: .text(text))
    }

    public static func json(_ value: JSON, status: Int = 200) -> Response {
        let writer = ByteWriter(capacity: 1024)
        writer.json(value)
        return .json(writer, status: status)
    }

    /// JSON that is already written.
    public static func json(_ bytes: ByteWriter, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "application/json"], body: .bytes(bytes))
    }

    public static let noContent = Response(status: 204)

    /// 303: the browser goes on with a GET of `location`, which may be a path or a full address.
    public static func redirect(to location: String, status: Int = 303) -> Response {
        Response(status: status, headers: ["Location": location])
    }

    /// A file on disk, with ranges and conditions answered. `etag` without quotes.
    public static func file(
        _ path: String, contentType: String, etag: String? = nil, filename: String? = nil, attachment: Bool = false
    ) -> Response {
        var response = Response(headers: ["Content-Type": contentType], body: .file(FileBody(path: path, etag: etag)))
        if attachment || filename != nil {
            response.headers["Content-Disposition"] = contentDisposition(filename, attachment: attachment)
        }
        return response
    }

    public static func events(_ stream: EventStream) -> Response {
        Response(
            headers: [
                "Content-Type": "text/event-stream", "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",  // proxies that buffer would hold events back
            ], body: .events(stream))
    }

    /// A file that is sent while it is made. Whoever makes it calls `write` on the stream, and then `close` or `fail`.
    public static func stream(_ stream: EventStream, contentType: String) -> Response {
        Response(headers: ["Content-Type": contentType, "Cache-Control": "no-store"], body: .events(stream))
    }

    /// The same answer as a file to keep.
    public func downloaded(as filename: String) -> Response {
        with("Content-Disposition", Self.contentDisposition(filename, attachment: true))
    }

    public static func webSocket(_ handler: WebSocketHandler) -> Response {
        Response(status: 101, body: .webSocket(handler))
    }

    public mutating func setCookie(_ cookie: SetCookie) { headers.add("Set-Cookie", cookie.headerValue) }

    public func with(_ name: String, _ value: String) -> Response {
        var copy = self
        copy.headers[name] = value
        return copy
    }

    public func with(_ cookie: SetCookie) -> Response {
        var copy = self
        copy.setCookie(cookie)
        return copy
    }

    public func with(_ cookies: [SetCookie]) -> Response {
        var copy = self
        for cookie in cookies { copy.setCookie(cookie) }
        return copy
    }

    /// RFC 6266, with the plain form for old clients and the encoded one for any script.
    private static func contentDisposition(_ filename: String?, attachment: Bool) -> String {
        let kind = attachment ? "attachment" : "inline"
        guard let filename else { return kind }
        let plain = String(
            filename.unicodeScalars.map {
                $0.isASCII && $0.value >= 32 && $0.value < 127 && $0 != "\"" && $0 != "\\" ? Character($0) : "_"
            })
        return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(filename))"
    }
}
