internal import CLinux
internal import Core
internal import Glibc
public import Telemetry

/// The embedded PostgreSQL: a private cluster in the data folder that Mainline makes, runs, watches and stops.
/// It listens on a Unix socket that only Mainline's system user reaches, never on the network.
///
/// One process owns the cluster, by a lock on `postgres.lock`; others that start it (such as `mainline doctor` while
/// `mainline serve` runs) are guests: they use it and leave it running.
public actor Cluster {
    private let place: String
    private let debian: String
    private let path: [String]
    private let log: Log
    private var lock: Int32 = -1
    private var server: Server?
    private var watch: Task<Void, Never>?

    /// `dataDirectory` is made if it is not there.
    public init(dataDirectory: String, log: Log) {
        self.init(
            dataDirectory: dataDirectory, log: log, debian: Programs.debian,
            path: getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? [])
    }

    /// With other places to look for PostgreSQL's programs.
    init(dataDirectory: String, log: Log, debian: String, path: [String]) {
        place = dataDirectory
        self.log = log.area("cluster")
        self.debian = debian
        self.path = path
    }

    /// Makes the cluster if there is none, starts it if it does not run, and returns when it answers.
    /// - Throws: `ClusterError`.
    public func start() async throws -> ClusterAddress {
        if let server { return ClusterAddress(socketDirectory: server.socketDirectory) }
        let user = try SystemUser.current()
        try Folder.make(place)
        let folder = try Folder.resolved(place)
        if let forbidden = user.firstForbidden(on: folder) {
            throw ClusterError.unreachable(folder: forbidden, data: folder)
        }
        let isOwner = try takeLock(folder + "/postgres.lock")
        do {
            let server = try await self.server(in: folder, user: user)
            try await server.start(isOwner: isOwner)
            self.server = server
            if isOwner { watch = Task { [log] in await server.watch(log: log) } }
            return ClusterAddress(socketDirectory: server.socketDirectory)
        } catch let error as CommandError {
            releaseLock()
            throw ClusterError.permission(error.path, error.description)
        } catch {
            releaseLock()
            throw error
        }
    }

    /// Ends open sessions and stops the server, if it is ours. Returns when it is down.
    public func stop() async {
        watch?.cancel()
        await watch?.value
        watch = nil
        guard let server else { return }
        self.server = nil
        if lock >= 0 {
            do {
                try await server.stop()
                log.info("PostgreSQL stopped")
            } catch {
                log.error("PostgreSQL did not stop", ["error": .error(error)])
            }
        }
        releaseLock()
    }

    private func server(in folder: String, user: SystemUser) async throws -> Server {
        let data = folder + "/postgres"
        let version = Folder.read(data + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
        let programs = try await Programs.find(data: version, dataFolder: data, debian: debian, path: path)
        let server = Server(folder: folder, programs: programs, user: user, log: log)
        if version == nil {
            guard lock >= 0 else { throw ClusterError.busy(folder: data) }
            let start = ContinuousClock.now
            try await server.create()
            log.info(
                "PostgreSQL cluster made",
                ["folder": .string(data), "version": .int(programs.version), "ms": .duration(start.duration(to: .now))])
        }
        return server
    }

    /// True if the cluster is ours from now on; the system gives the lock back when this process ends, however it ends.
    private func takeLock(_ path: String) throws -> Bool {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Folder.error(path, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return false
        }
        lock = file
        return true
    }

    private func releaseLock() {
        if lock >= 0 { close(lock) }
        lock = -1
    }
}
