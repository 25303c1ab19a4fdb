internal import CMicrohttpd
internal import Core
internal import EventLoop
internal import Telemetry

/// Feeds an event stream to its connection whenever there is something. Belongs to its loop.
final class EventPump: @unchecked Sendable {
    private static let beat = Array(":\n\n".utf8)

    let stream: EventStream
    private weak var exchange: Exchange?
    private let server: ServerLoop
    private var isWaiting = false
    private var lastSent = MonotonicTime.milliseconds

    init(_ stream: EventStream, exchange: Exchange) {
        self.stream = stream
        self.exchange = exchange
        server = exchange.server
        server.metrics.streams.add()
        stream.attach { [weak self] in
            guard let self else { return }
            server.loop.submit { self.wake() }
        }
    }

    /// Called by libmicrohttpd for more of the body. Returns bytes, 0 after suspending, or one of its end marks.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch stream.pull(into: buffer) {
        case .bytes(let count):
            lastSent = MonotonicTime.milliseconds
            return count
        case .end: return mhd_end_of_stream()
        case .overrun: return mhd_end_with_error()
        case .empty:
            guard let exchange else { return mhd_end_with_error() }
            isWaiting = true
            exchange.suspend()
            server.watchLater(exchange)
            return 0
        }
    }

    private func wake() {
        if isWaiting {
            isWaiting = false
            exchange?.resume()
        } else if stream.isOverrun {
            // It waits for a client that does not read: no more of that.
            exchange?.connection.cut()
        }
    }

    func beatIfIdle(_ interval: Duration, now: Int64) {
        if stream.hasHeartbeat, isWaiting, now - lastSent >= interval.milliseconds { stream.send(encoded: Self.beat) }
    }

    /// The client has gone.
    func abandon() {
        stream.abandon()
        wake()
    }

    /// libmicrohttpd has let go of the response.
    func released() {
        stream.abandon()
        server.metrics.streams.subtract()
    }
}
