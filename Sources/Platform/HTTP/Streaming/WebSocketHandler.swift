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

/// A message of a WebSocket.
public enum WebSocketMessage: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
}

/// Why a WebSocket was closed (RFC 6455 §7.4).
public struct WebSocketCloseCode: RawRepresentable, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let normal = WebSocketCloseCode(rawValue: 1000)
    public static let goingAway = WebSocketCloseCode(rawValue: 1001)
    public static let protocolError = WebSocketCloseCode(rawValue: 1002)
    public static let policyViolation = WebSocketCloseCode(rawValue: 1008)
    public static let messageTooBig = WebSocketCloseCode(rawValue: 1009)
    public static let internalError = WebSocketCloseCode(rawValue: 1011)
    public static let tryAgainLater = WebSocketCloseCode(rawValue: 1013)
}
