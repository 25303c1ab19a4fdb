internal import Core
internal import Glibc

/// One TCP connection, from accept to close. Belongs to its loop.
final class ServerConnection {
    /// What the connection is waiting for.
    enum Phase {
        case opened, idle, head, body, handling, answering, streaming

        /// Whether no request is under way.
        var isBetweenRequests: Bool { self == .opened || self == .idle }
    }

    let descriptor: Int32
    /// The peer's address; a proxy's if there is one.
    let address: String
    private(set) var phase = Phase.opened
    /// Monotonic milliseconds at which the phase began.
    private(set) var since = MonotonicTime.milliseconds
    /// The request at hand.
    var exchange: Exchange?

    init(descriptor: Int32, address: String) {
        self.descriptor = descriptor
        self.address = address
    }

    func enter(_ phase: Phase) {
        self.phase = phase
        since = MonotonicTime.milliseconds
    }

    /// Cuts the connection; libmicrohttpd sees the end of it and cleans up.
    func cut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Cuts the connection if its client has let a limit pass.
    func enforce(_ configuration: ServerConfiguration, now: Int64) {
        let limit: Duration? =
            switch phase {
            case .idle: configuration.idleTimeout
            // Whoever opens a connection and dribbles the first line has no request yet.
            case .opened, .head: configuration.headerTimeout
            case .body: configuration.bodyTimeout
            case .handling, .answering, .streaming: nil
            }
        if let limit, now - since > limit.milliseconds { cut() }
    }
}
