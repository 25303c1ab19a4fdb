public import Core

/// One address of the server: what it is called, who may call it, what it costs at most, and what it does.
public struct Route: Sendable {
    /// What a route does.
    public enum Handler: Sendable {
        case anyone(@Sendable (Request) async throws -> Response)
        case signedIn(@Sendable (Request, Context) async throws -> Response)
    }

    /// What one request may cost.
    public struct Limits: Sendable {
        /// Bytes of body; more is answered with 413.
        public var body: Int
        /// Whether bodies above 256 KiB go to disk (`RequestBody.file`) instead of staying in memory.
        public var spoolsToDisk: Bool
        /// After this long the client gets 503 and the handler is cancelled. Ends when an answer begins.
        public var timeout: Duration

        public init(body: Int = 1 << 20, spoolsToDisk: Bool = false, timeout: Duration = .seconds(30)) {
            self.body = body
            self.spoolsToDisk = spoolsToDisk
            self.timeout = timeout
        }

        public static let standard = Limits()
        /// 25 MiB on disk, two minutes.
        public static let upload = Limits(body: 25 << 20, spoolsToDisk: true, timeout: .seconds(120))
    }

    public let method: Method
    /// `/api/v1/leads/{id}`; a last part `{rest*}` takes everything that follows.
    public let pattern: String
    public let access: RouteAccess
    /// For metrics and logs: `GET /api/v1/leads/{id}` unless given.
    public let name: String
    public let limits: Limits
    public let handler: Handler

    private init(
        _ method: Method, _ pattern: String, _ access: RouteAccess, _ name: String?, _ limits: Limits,
        _ handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.name = name ?? "\(method.rawValue) \(pattern)"
        self.limits = limits
        self.handler = handler
    }

    /// For those signed in with a role in `access`.
    public static func signedIn(
        _ method: Method, _ pattern: String, _ access: Access, name: String? = nil, limits: Limits = .standard,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Route {
        Route(method, pattern, .signedIn(access), name, limits, .signedIn(handler))
    }

    /// For everyone; `reason` says why that is right.
    public static func open(
        _ method: Method, _ pattern: String, reason: String, name: String? = nil, limits: Limits = .standard,
        _ handler: @escaping @Sendable (Request) async throws -> Response
    ) -> Route {
        Route(method, pattern, .open(reason: reason), name, limits, .anyone(handler))
    }

    /// For a provider whose signature the handler checks.
    public static func webhook(
        _ method: Method, _ pattern: String, provider: String, name: String? = nil, limits: Limits = .standard,
        _ handler: @escaping @Sendable (Request) async throws -> Response
    ) -> Route {
        Route(method, pattern, .webhook(provider: provider), name, limits, .anyone(handler))
    }
}
