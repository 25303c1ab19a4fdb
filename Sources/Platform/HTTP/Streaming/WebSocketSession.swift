internal import CLinux
internal import CMicrohttpd
internal import CWslay
internal import Core
internal import EventLoop
internal import Glibc
internal import Synchronization

/// One WebSocket on its loop: wslay speaks the protocol, this moves bytes, messages and time.
final class WebSocketSession: LoopHandler, @unchecked Sendable {
    /// Messages read ahead of the handler; then the client has to wait.
    private static let readAhead = 64
    /// Bytes that may wait for a client that does not read.
    private static let sendLimit = 1 << 20
    private static let closeTimeout: Duration = .seconds(5)

    private let loop: EventLoop
    private let handle: OpaquePointer
    private let handler: WebSocketHandler
    private let onEnd: () -> Void
    private var context: wslay_event_context_ptr?
    private var early: ArraySlice<UInt8>
    private var inbox: [WebSocketMessage] = []
    private var waiter: CheckedContinuation<WebSocketMessage?, Never>?
    private var task: Task<Void, Never>?
    private var lastHeard = MonotonicTime.milliseconds
    private var isEnded = false
    private let isOpen = Atomic<Bool>(true)
    /// Bytes sent by the handler that the socket has not taken yet, and how many of them wslay holds.
    private let waiting = Atomic<Int>(0)
    private var held = 0

    init(
        descriptor: Int32, handle: OpaquePointer, early: [UInt8], handler: WebSocketHandler, loop: EventLoop,
        onEnd: @escaping () -> Void
    ) {
        self.handle = handle
        self.early = early[...]
        self.handler = handler
        self.loop = loop
        self.onEnd = onEnd
        super.init(descriptor: descriptor)
        var callbacks = wslay_event_callbacks()
        callbacks.recv_callback = receiveBytes
        callbacks.send_callback = sendBytes
        callbacks.on_msg_recv_callback = messageReceived
        wslay_event_context_server_init(&context, &callbacks, Unmanaged.passUnretained(self).toOpaque())
        wslay_event_config_set_max_recv_msg_length(context, UInt64(handler.maxMessageBytes))
    }

    deinit { if let context { wslay_event_context_free(context) } }

    // MARK: - On the loop

    func begin(_ request: Request) {
        loop.add(self, .readable)
        let socket = WebSocket(
            WebSocket.Actions(
                send: { [self] in send($0) }, close: { [self] in closeFromAnywhere($0, $1) },
                receive: { [self] in await receive() }),
            request: request, subprotocol: WebSocketHandshake.subprotocol(handler, request))
        let run = handler.run
        task = Task(executorPreference: loop) { [self] in
            do {
                try await run(socket)
                closeFromAnywhere(.normal, "")
            } catch {
                closeFromAnywhere(.internalError, "")
            }
        }
        keepAlive()
        loop.submit { self.ready(.readable) }  // the client may have sent its first frames with the handshake
    }

    override func ready(_ readiness: Readiness) {
        guard !isEnded, let context else { return }
        if inbox.count < Self.readAhead || !readiness.isDisjoint(with: [.hangUp, .error]) {
            guard wslay_event_recv(context) == 0 else {
                _ = wslay_event_send(context)  // says why, if it still can
                return end()
            }
        }
        flush()
    }

    func close(_ code: WebSocketCloseCode, _ reason: String) {
        isOpen.store(false, ordering: .relaxed)
        guard !isEnded, let context else { return }
        let bytes = Array(reason.utf8.prefix(123))
        wslay_event_queue_close(context, code.rawValue, bytes, bytes.count)
        flush()
        loop.after(Self.closeTimeout) { [weak self] in self?.end() }
    }

    /// Gives the connection back to be closed.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        isOpen.store(false, ordering: .relaxed)
        loop.remove(self)
        task?.cancel()
        task = nil
        waiter?.resume(returning: nil)
        waiter = nil
        _ = mhd_close_upgraded(handle)
        onEnd()
    }

    private func flush() {
        guard !isEnded, let context else { return }
        guard wslay_event_send(context) == 0 else { return end() }
        let left = min(held, Int(wslay_event_get_queued_msg_length(context)))
        waiting.subtract(held - left, ordering: .relaxed)
        held = left
        let wantsRead = wslay_event_want_read(context) != 0
        let wantsWrite = wslay_event_want_write(context) != 0
        guard wantsRead || wantsWrite else { return end() }
        var readiness: Readiness = []
        if wantsRead, inbox.count < Self.readAhead { readiness.insert(.readable) }
        if wantsWrite { readiness.insert(.writable) }
        loop.modify(self, readiness)
    }

    private func keepAlive() {
        loop.after(handler.pingInterval) { [weak self] in
            guard let self, !isEnded, let context else { return }
            let silent = MonotonicTime.milliseconds - lastHeard
            if silent >= 2 * handler.pingInterval.milliseconds { return end() }
            var ping = wslay_event_msg(opcode: UInt8(WSLAY_PING.rawValue), msg: nil, msg_length: 0)
            wslay_event_queue_msg(context, &ping)
            flush()
            keepAlive()
        }
    }

    // MARK: - From anywhere

    private func send(_ message: WebSocketMessage) -> Bool {
        guard isOpen.load(ordering: .relaxed) else { return false }
        let (opcode, bytes): (UInt8, [UInt8]) =
            switch message {
            case .text(let text): (UInt8(WSLAY_TEXT_FRAME.rawValue), Array(text.utf8))
            case .binary(let bytes): (UInt8(WSLAY_BINARY_FRAME.rawValue), bytes)
            }
        guard waiting.add(bytes.count, ordering: .relaxed).newValue <= Self.sendLimit else {
            isOpen.store(false, ordering: .relaxed)
            loop.submit { self.end() }
            return false
        }
        onLoop { self.enqueue(opcode, bytes) }
        return true
    }

    private func enqueue(_ opcode: UInt8, _ bytes: [UInt8]) {
        guard !isEnded, let context else { return }
        bytes.withUnsafeBufferPointer { buffer in
            var message = wslay_event_msg(opcode: opcode, msg: buffer.baseAddress, msg_length: buffer.count)
            wslay_event_queue_msg(context, &message)
        }
        held += bytes.count
        flush()
    }

    private func closeFromAnywhere(_ code: WebSocketCloseCode, _ reason: String) { onLoop { self.close(code, reason) } }

    private func onLoop(_ action: @escaping @Sendable () -> Void) {
        if loop.isCurrent { action() } else { loop.submit(action) }
    }

    private func receive() async -> WebSocketMessage? {
        await withCheckedContinuation { continuation in
            onLoop { self.take(continuation) }
        }
    }

    private func take(_ continuation: CheckedContinuation<WebSocketMessage?, Never>) {
        if !inbox.isEmpty {
            let wasFull = inbox.count >= Self.readAhead
            continuation.resume(returning: inbox.removeFirst())
            if wasFull { ready(.readable) }
        } else if isEnded || waiter != nil {
            continuation.resume(returning: nil)
        } else {
            waiter = continuation
        }
    }
}

private let dontWait = Int32(MSG_DONTWAIT)

extension WebSocketSession {
    static func of(_ pointer: UnsafeMutableRawPointer?) -> WebSocketSession? {
        pointer.map { Unmanaged<WebSocketSession>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Bytes read, nil if there are none for now, -1 at the end.
    func read(into buffer: UnsafeMutableRawPointer, _ count: Int) -> Int? {
        if inbox.count >= Self.readAhead { return nil }
        if !early.isEmpty {
            let taken = early.prefix(count)
            taken.withUnsafeBytes { if let start = $0.baseAddress { memcpy(buffer, start, $0.count) } }
            early = early.dropFirst(taken.count)
            return taken.count
        }
        let got = recv(descriptor, buffer, count, dontWait)
        if got > 0 {
            lastHeard = MonotonicTime.milliseconds
            return got
        }
        return got < 0 && (errno == EAGAIN || errno == EINTR) ? nil : -1
    }

    func deliver(_ message: WebSocketMessage) {
        if let waiter {
            self.waiter = nil
            waiter.resume(returning: message)
        } else {
            inbox.append(message)
        }
    }
}
