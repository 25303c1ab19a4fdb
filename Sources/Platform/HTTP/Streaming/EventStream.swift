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
        /// Who waits for room in the queue.
        var writer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let queueLimit: Int
    /// Whether a comment is sent when there has been nothing for long; a file must not have any.
    let hasHeartbeat: Bool
    private let onClose: @Sendable () -> Void

    /// `onClose` is called once, on any thread, when the client has gone, fell behind, or `close` was called.
    public init(
        queueLimit: Int = 64 * 1024, hasHeartbeat: Bool = true, onClose: @escaping @Sendable () -> Void = {}
    ) {
        self.queueLimit = queueLimit
        self.hasHeartbeat = hasHeartbeat
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

    /// Sends a piece of a file as soon as the client has taken enough of what came before: of any length, and never
    /// dropped. One writer at a time. Returns false if the stream is closed.
    @discardableResult
    public func write(_ bytes: [UInt8]) async -> Bool {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isClosed || state.waiting == 0 || state.waiting + bytes.count <= queueLimit { return true }
                state.writer = continuation
                return false
            }
            if isFree { continuation.resume() }
        }
        let wake = state.withLock { state -> (@Sendable () -> Void)?? in
            guard !state.isClosed else { return .none }
            let wasEmpty = state.chunks.isEmpty
            state.chunks.append(bytes)
            state.waiting += bytes.count
            return .some(wasEmpty ? state.wake : nil)
        }
        guard let wake else { return false }
        wake?()
        return true
    }

    /// Cuts the connection, so that the client knows that what it has is not all.
    public func fail() {
        let (wake, first, writer) = state.withLock { state in
            let first = !state.isClosed
            if first {
                state.isOverrun = true
                state.chunks = []
            }
            defer {
                state.isClosed = true
                state.writer = nil
            }
            return (state.wake, first, state.writer)
        }
        writer?.resume()
        guard first else { return }
        wake?()
        onClose()
    }

    /// Ends the stream after what is waiting has been sent.
    public func close() {
        let (wake, first, writer) = state.withLock { state in
            defer {
                state.isClosed = true
                state.writer = nil
            }
            return (state.wake, !state.isClosed, state.writer)
        }
        writer?.resume()
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
        let (pull, writer) = state.withLock { state in
            let pull = Self.pull(&state, into: buffer)
            defer { if state.waiting == 0 { state.writer = nil } }
            return (pull, state.waiting == 0 ? state.writer : nil)
        }
        writer?.resume()
        return pull
    }

    private static func pull(_ state: inout State, into buffer: UnsafeMutableRawBufferPointer) -> Pull {
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

    /// The connection has gone.
    func abandon() {
        let (first, writer) = state.withLock { state in
            defer { state = State(isClosed: true) }
            return (!state.isClosed, state.writer)
        }
        writer?.resume()
        if first { onClose() }
    }
}
