/// The server's end of one WebSocket. May be used from any thread.
public final class WebSocket: Sendable {
    /// What the connection does for the socket; the implementation lives on the loop.
    struct Actions: Sendable {
        let send: @Sendable (WebSocketMessage) -> Bool
        let close: @Sendable (WebSocketCloseCode, String) -> Void
        let receive: @Sendable () async -> WebSocketMessage?
    }

    private let actions: Actions
    /// The request that opened it.
    public let request: Request
    /// The subprotocol agreed on.
    public let subprotocol: String?

    init(_ actions: Actions, request: Request, subprotocol: String?) {
        self.actions = actions
        self.request = request
        self.subprotocol = subprotocol
    }

    /// The next message; nil when the socket is closed. One caller at a time.
    public func receive() async -> WebSocketMessage? { await actions.receive() }

    /// Returns false if the socket is closed, or is so now because the client does not read (1 MiB waiting).
    @discardableResult
    public func send(_ message: WebSocketMessage) -> Bool { actions.send(message) }

    @discardableResult
    public func send(text: String) -> Bool { send(.text(text)) }

    public func close(_ code: WebSocketCloseCode = .normal, reason: String = "") { actions.close(code, reason) }
}
