internal import CLinux
internal import Glibc
internal import Telemetry

/// PostgreSQL's server on one data folder.
struct Server: Sendable {
    private let folder: String
    let data: String
    let socketDirectory: String
    private let programs: Programs
    private let user: SystemUser
    private let log: Log
    /// What the server says before it opens its log.
    private var startLog: String { data + "/start.log" }

    init(folder: String, programs: Programs, user: SystemUser, log: Log) {
        self.folder = folder
        data = folder + "/postgres"
        socketDirectory = SocketFolder.path(inside: folder, for: user)
        self.programs = programs
        self.user = user
        self.log = log
    }

    /// Makes the cluster with its roles. It appears under its name only when it is whole.
    /// - Throws: `ClusterError`.
    func create() async throws {
        if let free = Folder.freeMegabytes(folder), free < 200 {
            throw ClusterError.diskFull(folder: data)
        }
        let new = data + ".new"
        try await clear(new)
        try user.makePrivateFolder(new)
        try await check(
            "Making the cluster",
            user.command(
                programs.initdb,
                [
                    "--pgdata=\(new)", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust",
                    "--data-checksums", "--no-instructions",
                ]), log: startLog)
        try Folder.write(Configuration.roles, to: new + "/roles.sql", for: user)
        try await check(
            "Making the roles", user.command(programs.postgres, ["--single", "-D", new, "postgres"]),
            input: new + "/roles.sql", log: startLog)
        unlink(new + "/roles.sql")
        guard rename(new, data) == 0 else { throw Folder.error(data, errno) }
    }

    /// Starts the server unless it runs, and returns when it answers. A guest waits for the owner to start it.
    func start(isOwner: Bool) async throws {
        if try await adopt(isOwner: isOwner) { return }
        do { try user.makePrivateFolder(socketDirectory) } catch let error as ClusterError {
            throw ClusterError.socket(socketDirectory, error.happened)
        }
        let configuration = Configuration(socketDirectory: socketDirectory)
        try Folder.write(configuration.settings, to: data + "/postgresql.conf", for: user)
        try Folder.write(Configuration.access, to: data + "/pg_hba.conf", for: user)
        unlink(startLog)
        let begin = ContinuousClock.now
        try await check(
            "Starting PostgreSQL", control(["start", "--wait", "--timeout=60", "--log=\(startLog)"]), log: startLog)
        log.info(
            "PostgreSQL runs",
            [
                "version": .int(programs.version), "socket": .string(socketDirectory),
                "ms": .duration(begin.duration(to: .now)),
            ])
    }

    /// Ends open sessions, writes everything down and ends; by force if that takes more than a minute.
    func stop() async throws {
        // A short socket folder lies outside the data folder and would be left behind.
        defer { rmdir(socketDirectory) }
        let result = try await control(["stop", "--mode=fast", "--wait", "--timeout=60"]).run()
        guard result.status != 0, try Postmaster.running(on: data) != nil else { return }
        log.warning("PostgreSQL takes long to stop; ending it by force", ["said": .string(result.output)])
        try await check(
            "Stopping PostgreSQL", control(["stop", "--mode=immediate", "--wait", "--timeout=10"]), log: data + "/log")
    }

    /// Restarts the server whenever it ends under us, waiting longer from time to time, until the task is cancelled.
    func watch(log: Log) async {
        var wait = Duration.milliseconds(500)
        var known: Postmaster?
        while !Task.isCancelled {
            do {
                if let known, known.isAlive {
                    wait = .milliseconds(500)
                } else {
                    known = try Postmaster.running(on: data)
                    if known == nil {
                        log.error("PostgreSQL ended unexpectedly; starting it again", ["log": .string(data + "/log")])
                        try await start(isOwner: true)
                    }
                }
            } catch {
                if Task.isCancelled { return }
                log.error("PostgreSQL cannot be started again; trying once more", ["error": .error(error)])
                wait = min(wait * 2, .seconds(30))
            }
            // Ends early, on purpose, when the task is cancelled.
            do { try await Task.sleep(for: wait) } catch { return }
        }
    }

    /// Whether a server already runs, left by a crash of ours or started by the owner.
    private func adopt(isOwner: Bool) async throws -> Bool {
        for _ in 0..<600 {
            if let running = try Postmaster.running(on: data) {
                if running.isReady { return true }
            } else if isOwner {
                return false
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClusterError.failed(
            "Waiting for PostgreSQL", output: "it does not answer within a minute", log: data + "/log")
    }

    private func control(_ arguments: [String]) -> Command {
        user.command(programs.control, arguments + ["--pgdata=\(data)", "--silent"])
    }

    /// Removes what an interrupted creation left.
    private func clear(_ folder: String) async throws {
        guard Folder.exists(folder) else { return }
        let result = try await Command(path: "/bin/rm", arguments: ["-rf", "--", folder]).run()
        guard result.status == 0 else { throw ClusterError.permission(folder, result.output) }
    }

    /// Runs to the end; a failure becomes a `ClusterError` of its kind.
    private func check(_ what: String, _ command: Command, input: String = "/dev/null", log: String) async throws {
        let result = try await command.run(input: input)
        let said = result.output + (Folder.read(startLog) ?? "")
        // Single-user mode reports failed statements and yet ends well.
        if result.status == 0, !said.contains("ERROR:") { return }
        let whole = said + lastLog()
        if whole.contains("No space left on device") || whole.contains("Disk quota exceeded") {
            throw ClusterError.diskFull(folder: data)
        }
        if whole.contains("could not create any Unix-domain sockets") || whole.contains("could not bind Unix") {
            throw ClusterError.socket(socketDirectory, "another program may use it")
        }
        if result.output.contains("Permission denied") {
            throw user.firstForbidden(on: data).map { ClusterError.unreachable(folder: $0, data: data) }
                ?? ClusterError.permission(data, "permission denied")
        }
        throw ClusterError.failed(what, output: whole, log: log)
    }

    /// What the server said last, once it had opened its log.
    private func lastLog() -> String {
        let folder = data + "/log"
        let newest = Folder.names(in: folder).max { age(folder + "/" + $0) < age(folder + "/" + $1) }
        return newest.flatMap { Folder.read(folder + "/" + $0) }.map { String($0.suffix(4000)) } ?? ""
    }

    private func age(_ path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mtim.tv_sec : 0
    }
}
