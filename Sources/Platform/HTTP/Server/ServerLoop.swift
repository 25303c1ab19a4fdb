internal import CMicrohttpd
internal import Core
internal import EventLoop
internal import Glibc
internal import Telemetry

/// The server's part on one loop: its listening socket, its libmicrohttpd daemon and its connections. All of it is
/// touched on the loop only.
final class ServerLoop: LoopParticipant, @unchecked Sendable {
    let loop: EventLoop
    let router: Router
    let configuration: ServerConfiguration
    let preparation: ResponsePreparation
    let metrics: ServerMetrics
    private let counts: ConnectionCounts
    private let listener: Listener
    private var daemon: OpaquePointer?
    private var poll: DaemonPoll?
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var unwatched: [Exchange] = []
    private var isWatchDue = false
    private var isDue = true
    private var ids = FreshIDs()
    private var metricCache = MetricCache()
    private(set) var isDraining = false
    private var stopBy = Int64.max
    private var onStopped: (() -> Void)?

    init(
        loop: EventLoop, router: Router, configuration: ServerConfiguration, preparation: ResponsePreparation,
        metrics: ServerMetrics, counts: ConnectionCounts, listener: Listener
    ) {
        self.loop = loop
        self.router = router
        self.configuration = configuration
        self.preparation = preparation
        self.metrics = metrics
        self.counts = counts
        self.listener = listener
    }

    func freshID() -> Identifier { ids.next() }

    func record(_ destination: Router.Destination, status: Int, took: Duration, request: Request) {
        let name = router.name(destination)
        metricCache.record(destination.number, name: name, status: status, took: took, in: metrics)
        metrics.log(
            route: name, status: status, took: took, path: router.loggedPath(request, destination),
            correlation: request.requestID)
    }

    // MARK: - Running

    /// Throws `ListenError` if libmicrohttpd does not start.
    func start() throws {
        var settings = mhd_settings()
        settings.listen_fd = listener.descriptor
        settings.connection_limit = UInt32(configuration.maxConnections)
        settings.timeout_seconds = UInt32(max(1, configuration.idleTimeout.components.seconds))
        settings.connection_memory = configuration.maxHeaderBytes
        settings.context = Unmanaged.passUnretained(self).toOpaque()
        settings.accept = acceptClient
        settings.handle = proceedRequest
        settings.completed = requestCompleted
        settings.connection = connectionChanged
        settings.target = requestBegins
        settings.unescape = leaveEscaped
        guard let daemon = mhd_start(&settings) else {
            throw ListenError(description: "The HTTP server did not start: \(String(cString: strerror(errno))).")
        }
        self.daemon = daemon
        let poll = DaemonPoll(descriptor: mhd_epoll_descriptor(daemon), server: self)
        self.poll = poll
        loop.add(poll, .readable)
        loop.add(self)
        loop.after(configuration.checkInterval) { [weak self] in self?.check() }
    }

    /// Something has changed that libmicrohttpd must act on.
    func runSoon() { isDue = true }

    func runOnLoop() {
        guard let daemon else { return }
        if isDue || timeout(daemon) == 0 {
            isDue = false
            MHD_run(daemon)
        }
    }

    var nextTimeoutMilliseconds: Int64? {
        guard let daemon else { return nil }
        return isDue ? 0 : timeout(daemon)
    }

    private func timeout(_ daemon: OpaquePointer) -> Int64? {
        var milliseconds: UInt64 = 0
        return MHD_get_timeout(daemon, &milliseconds) == .YES ? Int64(clamping: milliseconds) : nil
    }

    /// Has the exchange's client watched if it is still waiting in a moment. Most handlers have finished by then, and
    /// are not worth two system calls.
    func watchLater(_ exchange: Exchange) {
        unwatched.append(exchange)
        guard !isWatchDue else { return }
        isWatchDue = true
        loop.after(configuration.watchDelay) { [weak self] in self?.watchWaiting() }
    }

    private func watchWaiting() {
        isWatchDue = false
        let waiting = unwatched
        unwatched.removeAll(keepingCapacity: true)
        for exchange in waiting { exchange.watchIfSuspended() }
    }

    private func check() {
        guard daemon != nil else { return }
        let now = MonotonicTime.milliseconds
        for connection in connections.values {
            connection.enforce(configuration, now: now)
            connection.exchange?.enforce(now: now)
            connection.exchange?.pump?.beatIfIdle(configuration.heartbeat, now: now)
        }
        loop.after(configuration.checkInterval) { [weak self] in self?.check() }
    }

    // MARK: - Connections

    func accepts(_ address: String) -> Bool {
        if AddressRange.isLoopback(address) || configuration.trustedProxies.contains(where: { $0.contains(address) }) {
            return true
        }
        return counts[address] < configuration.maxConnectionsPerAddress
    }

    func opened(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = connection
        counts.add(connection.address)
        metrics.connections.add()
    }

    func closed(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        counts.remove(connection.address)
        metrics.connections.subtract()
    }

    // MARK: - Stopping

    /// Takes no more connections, lets requests finish until the drain timeout, then ends.
    func drain(_ completion: @escaping () -> Void) {
        guard let daemon, !isDraining else { return completion() }
        isDraining = true
        onStopped = completion
        stopBy = MonotonicTime.milliseconds + configuration.drainTimeout.milliseconds
        let socket = MHD_quiesce_daemon(daemon)
        if socket >= 0 { close(socket) }
        for connection in connections.values {
            connection.exchange?.wind()
            if connection.phase.isBetweenRequests { connection.cut() }
        }
        runSoon()
        awaitDrained()
    }

    private func awaitDrained() {
        if connections.isEmpty { return finish() }
        if MonotonicTime.milliseconds < stopBy {
            // What has become idle meanwhile would wait for another request in vain.
            for connection in connections.values where connection.phase.isBetweenRequests { connection.cut() }
            loop.after(.milliseconds(20)) { self.awaitDrained() }
        } else {
            for connection in connections.values {
                if let exchange = connection.exchange { exchange.abort() } else { connection.cut() }
            }
            runSoon()
            // One turn to let libmicrohttpd notice.
            loop.after(.milliseconds(20)) { self.finish() }
        }
    }

    private func finish() {
        guard let daemon else { return }
        loop.remove(self)
        if let poll { loop.remove(poll) }
        poll = nil
        self.daemon = nil
        MHD_stop_daemon(daemon)
        unwatched = []
        onStopped?()
        onStopped = nil
    }
}

/// Tells when one of libmicrohttpd's sockets is ready.
private final class DaemonPoll: LoopHandler {
    private unowned let server: ServerLoop

    init(descriptor: Int32, server: ServerLoop) {
        self.server = server
        super.init(descriptor: descriptor)
    }

    override func ready(_ readiness: Readiness) { server.runSoon() }
}
