internal import CPostgres
public import Core
public import EventLoop

/// Listens on PostgreSQL channels with one connection of its own and reconnects when it is lost.
public final class NotificationListener: @unchecked Sendable {
    private let conninfo: String
    private let channels: [String]
    private let loop: EventLoop
    private let workers: WorkerPool
    /// Called on the loop with channel and payload. Called with an empty payload for each channel after every
    /// (re)connect, since notifications may have been missed.
    private let received: @Sendable (String, String) -> Void
    private var handler: Handler?
    private var stopped = false

    public init(
        _ database: Database, conninfo: String, channels: [String],
        received: @escaping @Sendable (String, String) -> Void
    ) {
        self.conninfo = conninfo
        self.channels = channels
        loop = database.loops.loops[0]
        workers = database.workers
        self.received = received
    }

    public func start() { loop.submit { self.connect() } }

    public func stop() {
        loop.submit {
            self.stopped = true
            self.handler?.close()
            self.handler = nil
        }
    }

    private func connect() {
        guard !stopped else { return }
        let (conninfo, channels, workers) = (conninfo, channels, workers)
        Task.detached {
            let result: Result<OpenConnection, any Error>
            do {
                result = .success(
                    try await workers.run {
                        let open = try OpenConnection(conninfo)
                        for channel in channels { PQclear(PQexec(open.pointer, "listen \(SQL.quoted(channel))")) }
                        return open
                    })
            } catch {
                result = .failure(error)
            }
            self.loop.submit { self.opened(result) }
        }
    }

    private func opened(_ result: Result<OpenConnection, any Error>) {
        guard case .success(let open) = result else { return retry() }
        // Stopped while connecting: a handler made now would outlive its owner.
        guard !stopped else { return PQfinish(open.pointer) }
        handler = Handler(open, owner: self)
        for channel in channels { received(channel, "") }
    }

    private func retry() {
        guard !stopped else { return }
        loop.after(.seconds(1)) { [weak self] in self?.connect() }
    }

    private final class Handler: LoopHandler {
        private let connection: OpaquePointer
        private unowned let owner: NotificationListener

        init(_ open: OpenConnection, owner: NotificationListener) {
            connection = open.pointer
            self.owner = owner
            super.init(descriptor: PQsocket(open.pointer))
            PQsetnonblocking(connection, 1)
            owner.loop.add(self, .readable)
        }

        override func ready(_ readiness: Readiness) {
            guard PQconsumeInput(connection) == 1, PQstatus(connection) == CONNECTION_OK else {
                close()
                owner.handler = nil
                return owner.retry()
            }
            while let notification = PQnotifies(connection) {
                let channel = String(cString: notification.pointee.relname)
                let payload = String(cString: notification.pointee.extra)
                PQfreemem(notification)
                owner.received(channel, payload)
            }
        }

        /// Call once.
        func close() {
            owner.loop.remove(self)
            PQfinish(connection)
        }
    }
}
