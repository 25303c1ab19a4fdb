public import EventLoop
internal import Glibc
internal import Synchronization
public import Telemetry

/// HTTP/1.1 with event streams and WebSockets, on every loop of a group.
public final class HTTPServer: Sendable {
    private let router: Router
    private let group: EventLoopGroup
    private let configuration: ServerConfiguration
    private let preparation: ResponsePreparation
    private let metrics: ServerMetrics
    private let running = Mutex<(loops: [ServerLoop], port: UInt16)>(([], 0))

    /// `workers` compress large responses off the loops.
    public init(
        router: Router, loops: EventLoopGroup, workers: WorkerPool? = nil,
        configuration: ServerConfiguration = ServerConfiguration(), log: Log = .silent, metrics: Metrics = Metrics()
    ) {
        self.router = router
        group = loops
        self.configuration = configuration
        preparation = ResponsePreparation(workers: workers)
        self.metrics = ServerMetrics(metrics, log: log.area("http"), slow: configuration.slowRequest)
    }

    /// Where it listens; 0 before `start`.
    public var port: UInt16 { running.withLock { $0.port } }

    /// Listens and serves from when it returns. Throws `ListenError`.
    public func start() async throws {
        signal(SIGPIPE, SIG_IGN)  // a client that goes while it is written to is no reason to die
        Self.raiseDescriptorLimit()
        try Listener.requireFree(address: configuration.address, port: configuration.port)
        let counts = ConnectionCounts()
        var port = configuration.port
        for loop in group.loops {
            let listener = try Listener(address: configuration.address, port: port)
            port = listener.port
            let server = ServerLoop(
                loop: loop, router: router, configuration: configuration, preparation: preparation, metrics: metrics,
                counts: counts, listener: listener)
            try await withCheckedThrowingContinuation { (started: CheckedContinuation<Void, any Error>) in
                loop.submit { started.resume(with: Result { try server.start() }) }
            }
            running.withLock { $0.loops.append(server) }
        }
        running.withLock { $0.port = port }
    }

    /// Every connection is a descriptor; the usual soft limit of 1024 is far below what the server bears.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Takes no more connections, ends streams, lets requests in flight finish (up to the drain timeout), then stops.
    public func stop() async {
        let servers = running.withLock { running in
            defer { running.loops = [] }
            return running.loops
        }
        await withTaskGroup { tasks in
            for server in servers {
                tasks.addTask {
                    await withCheckedContinuation { stopped in
                        server.loop.submit { server.drain { stopped.resume() } }
                    }
                }
            }
        }
    }
}
