/// How a WebSocket is served: `run` holds the conversation; when it returns the socket is closed.
public struct WebSocketHandler: Sendable {
    /// Bytes; a longer message closes the socket with 1009.
    public var maxMessageBytes: Int
    /// A ping goes out after this long without a sign of life, and the socket is closed after twice as long.
    public var pingInterval: Duration
    /// Of the subprotocols that the client offers, the first in this list is chosen.
    public var protocols: [String]
    public let run: @Sendable (WebSocket) async throws -> Void

    public init(
        maxMessageBytes: Int = 1 << 20, pingInterval: Duration = .seconds(30), protocols: [String] = [],
        run: @escaping @Sendable (WebSocket) async throws -> Void
    ) {
        self.maxMessageBytes = maxMessageBytes
        self.pingInterval = pingInterval
        self.protocols = protocols
        self.run = run
    }
}
