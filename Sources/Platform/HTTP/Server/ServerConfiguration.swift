/// Where the server listens and what it bears.
public struct ServerConfiguration: Sendable {
    /// An IPv4 or IPv6 address of this machine; `0.0.0.0` or `::` for all.
    public var address = "127.0.0.1"
    /// 0 takes any free port.
    public var port: UInt16 = 8080
    /// Proxies whose X-Forwarded-For, -Proto and -Host are believed.
    public var trustedProxies: [AddressRange] = []
    /// Per loop.
    public var maxConnections = 12_000
    /// For one client address over all loops; loopback and trusted proxies are exempt.
    public var maxConnectionsPerAddress = 256
    /// Bytes of request line and headers; more is answered with 431 (or 414). Part of it serves the response's headers.
    public var maxHeaderBytes = 16 * 1024
    public var maxHeaderFields = 100
    /// From a connection's beginning or a request's first line to the end of its headers.
    public var headerTimeout: Duration = .seconds(10)
    /// A connection between requests, or one on which nothing moves.
    public var idleTimeout: Duration = .seconds(60)
    /// For receiving a whole body, however steadily it trickles.
    public var bodyTimeout: Duration = .seconds(300)
    /// Bytes; larger bodies go to disk where the route allows it.
    public var bodyInMemory = 256 * 1024
    /// A comment is sent on an event stream after this long without an event.
    public var heartbeat: Duration = .seconds(15)
    /// Requests in flight may take this long when the server stops.
    public var drainTimeout: Duration = .seconds(20)
    /// Requests above are logged as slow.
    public var slowRequest: Duration = .seconds(1)
    /// A handler that takes longer than this is cancelled when its client goes.
    public var watchDelay: Duration = .milliseconds(20)
    /// How often deadlines are looked at.
    public var checkInterval: Duration = .milliseconds(500)
    /// For uploads on their way.
    public var temporaryDirectory = "/tmp"

    public init() {}
}
