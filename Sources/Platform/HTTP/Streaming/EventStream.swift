internal import Synchronization

/// The server's end of one client's event stream. May be used from any thread, before and after it is answered with.
/// What is sent waits in a queue of at most `queueLimit` bytes; a client that falls further behind is dropped (and will
/// reconnect, saying what it saw last).
public final class EventStream: Sendable {
    private struct State {
        var chunks: [[UInt8]] = []
        var head = 0
        var offset = 0
        var waiting = 0
        var isClosed = false
        var isOverrun = false
        var wake: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let queueLimit: Int
    private let onClose: @Sendable () -> Void

    /// `onClose` is called once, on any thread, when the client has gone, fell behind, or `close` was called.
    public init(queueLimit: Int = 64 * 1024, onClose: @escaping @Sendable () -> Void = {}) {
        self.queueLimit = queueLimit
        self.onClose = onClose
    }

    /// Returns false if the stream is closed (or is so now because the client is too slow).
    @discardableResult
    public func send(_ event: ServerSentEvent) -> Bool { send(encoded: event.encoded) }

    /// Sends what `ServerSentEvent.encoded` made; the bytes are shared, not copied.
    @discardableResult
    public func send(encoded bytes: [UInt8]) -> Bool {
        let (wake, overrun, accepted) = state.withLock { state -> ((@Sendable () -> Void)?, Bool, Bool) in
            guard !state.isClosed else { return (nil, false, false) }
            guard state.waiting + bytes.count <= queueLimit else {
                state.isClosed = true
                state.isOverrun = true
                state.chunks = []
                return (state.wake, true, false)
            }
            let wasEmpty = state.chunks.isEmpty
            state.chunks.append(bytes)
            state.waiting += bytes.count
            return (wasEmpty ? state.wake : nil, false, true)
        }
        wake?()
        if overrun { onClose() }
        return accepted
    }

    /// Ends the stream after what is waiting has been sent.
    public func close() {
        let (wake, first) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
            defer { state.isClosed = true }
            return (state.wake, !state.isClosed)
        }
        guard first else { return }
        wake?()
        onClose()
    }

    public var isClosed: Bool { state.withLock { $0.isClosed } }

    // MARK: - For the server

    var isOverrun: Bool { state.withLock { $0.isOverrun } }

    /// What a reader gets.
    enum Pull {
        case bytes(Int)
        case empty
        case end
        /// The client fell behind: its connection is cut, not ended.
        case overrun
    }

    /// `wake` is called whenever there is something to pull after `empty`.
    func attach(wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }

    func pull(into buffer: UnsafeMutableRawBufferPointer) -> Pull {
        state.withLock { state in
            if state.isOverrun { return .overrun }
            var written = 0
            while state.head < state.chunks.count, written < buffer.count {
                let chunk = state.chunks[state.head]
                let count = min(chunk.count - state.offset, buffer.count - written)
                chunk.withUnsafeBytes { source in
                    buffer[written...].copyBytes(from: source[state.offset..<(state.offset + count)])
                }
                written += count
                state.offset += count
                if state.offset == chunk.count {
                    state.head += 1
                    state.offset = 0
                }
            }
            state.waiting -= written
            if state.head == state.chunks.count {
                state.chunks = []  // gives the memory back while idle
                state.head = 0
            }
            if written > 0 { return .bytes(written) }
            return state.isClosed ? .end : .empty
        }
    }

    /// The connection has gone.
    func abandon() {
        let first = state.withLock { state -> Bool in
            defer { state = State(isClosed: true) }
            return !state.isClosed
        }
        if first { onClose() }
    }
}
