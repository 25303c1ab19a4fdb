/// A request Mainline makes to someone else's server.
public struct OutgoingRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET", head = "HEAD", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE", options =
            "OPTIONS"
    }

    public struct Header: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How long to wait.
    public struct Timeouts: Sendable, Hashable {
        /// Name look-up, connection and TLS together.
        public var connect: Duration
        /// Everything, to the last byte of the answer.
        public var total: Duration

        public init(connect: Duration = .seconds(5), total: Duration = .seconds(30)) {
            self.connect = connect
            self.total = total
        }
    }

    public var method: Method
    /// Absolute, `http` or `https`.
    public var url: String
    public var headers: [Header]
    public var body: [UInt8]
    /// Where the request may go. Public addresses only, unless the address comes from the operator's configuration.
    public var addresses: AddressPolicy
    public var timeouts = Timeouts()
    /// Bytes of body after decompression; a longer answer is refused. 4 MiB unless set.
    public var maximumResponseSize = 4 * 1024 * 1024
    /// How many redirects to follow; each one is checked like the first address. None unless set.
    public var maximumRedirects = 0

    public init(
        _ method: Method, _ url: String, headers: [Header] = [], body: [UInt8] = [],
        addresses: AddressPolicy = .publicOnly
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.addresses = addresses
    }

    /// The first header of that name, in any case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// Replaces every header of that name.
    public mutating func setHeader(_ name: String, _ value: String) {
        let lowercased = name.lowercased()
        headers.removeAll { $0.name.lowercased() == lowercased }
        headers.append(Header(name, value))
    }

    /// Whether sending it twice does no more than sending it once:
    /// by its method (RFC 9110 §9.2.2), or because the receiver recognises it by its `Idempotency-Key`.
    public var isRepeatable: Bool {
        switch method {
        case .get, .head, .put, .delete, .options: true
        case .post, .patch: header("idempotency-key") != nil
        }
    }

    /// Throws `HTTPClientError.invalidHeader` for a header that would break out of its line.
    func checkHeaders() throws {
        for header in headers {
            let name = header.name.utf8
            let isToken =
                !name.isEmpty
                && name.allSatisfy { byte in
                    (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122)
                        || "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            guard isToken, !header.value.utf8.contains(where: { $0 == 13 || $0 == 10 || $0 == 0 }) else {
                throw HTTPClientError.invalidHeader(name: header.name)
            }
        }
    }
}

extension OutgoingRequest: CustomStringConvertible {
    /// `GET https://example.com/path`, for logs: headers, query and body may hold secrets.
    public var description: String { "\(method.rawValue) \(url.prefix { $0 != "?" && $0 != "#" })" }
}
