internal import Cluster
internal import Glibc
internal import Postgres
internal import Telemetry

/// The PostgreSQL that tests run on: the one `MAINLINE_TEST_PG` names (a connection string without user and database,
/// such as `host=/run/postgresql`, of a server where `postgres` may sign in), or an embedded one under /tmp that later
/// runs find again.
actor TestServer {
    private let place: String
    private var templates: [[String]: Task<String, any Error>] = [:]
    private var clones = 0
    private var freePlaces = TestServer.places
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Test databases that are open at once. Tests beyond it wait for a place: a machine that runs every test at the same
    /// time finishes none in time, and PostgreSQL takes only so many connections.
    private static let places = 4

    private static let shared = Task { try await TestServer.find() }

    static func current() async throws -> TestServer { try await shared.value }

    private init(place: String) { self.place = place }

    private static func find() async throws -> TestServer {
        let server: TestServer
        if let place = getenv("MAINLINE_TEST_PG") {
            server = TestServer(place: String(cString: place))
            try server.makeRoles()
        } else {
            let address = try await Cluster(dataDirectory: "/tmp/mainline-tests-\(geteuid())", log: .silent).start()
            server = TestServer(place: "host='\(address.socketDirectory)' port=5432")
            try server.hurry()
        }
        try server.removeLeftovers()
        return server
    }

    nonisolated func conninfo(user: String, database: String) -> String { "\(place) user=\(user) dbname='\(database)'" }

    nonisolated func administrator() throws -> BlockingSession {
        try BlockingSession(conninfo(user: "postgres", database: "postgres"))
    }

    private nonisolated func makeRoles() throws {
        let session = try administrator()
        for role in ["mainline_owner", "mainline_app", "mainline_system"] {
            guard try session.column("select 1 from pg_roles where rolname = '\(role)'").isEmpty else { continue }
            try session.run("create role \(role) login")
        }
        if try session.column("select 1 from pg_roles where rolname = 'mainline_narrowed'").isEmpty {
            try session.run("create role mainline_narrowed login in role mainline_app")
        }
    }

    /// What is thrown away need not outlive a loss of power.
    private nonisolated func hurry() throws {
        let session = try administrator()
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            try session.run("alter system set \(setting) = off")
        }
        try session.run("select pg_reload_conf()")
    }

    /// Databases of runs that were cut short carry the number of a process that is gone.
    private nonisolated func removeLeftovers() throws {
        let session = try administrator()
        for name in try session.column("select datname from pg_database where datname like 'mainline\\_test\\_%'") {
            guard let process = name.split(separator: "_").dropFirst(2).first.flatMap({ pid_t($0) }),
                kill(process, 0) != 0
            else { continue }
            try session.run("drop database if exists \"\(name)\" with (force)")
        }
    }

    /// Waits for a place; `giveBack` frees it.
    func takePlace() async {
        if freePlaces > 0 { return freePlaces -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty { freePlaces += 1 } else { waiting.removeFirst().resume() }
    }

    func clone(of targets: [String]) async throws -> String {
        let template = try await template(targets.sorted())
        clones += 1
        let name = "mainline_test_\(getpid())_\(clones)"
        // Copied as files, which costs a tenth of writing every page into the log.
        try administrator().run(
            "create database \"\(name)\" template \"\(template)\" strategy file_copy owner mainline_owner")
        return name
    }

    private func template(_ targets: [String]) async throws -> String {
        if let known = templates[targets] { return try await known.value }
        let name = "mainline_test_\(getpid())_template\(templates.count)"
        let task = Task.detached {
            try self.administrator().run("create database \"\(name)\" owner mainline_owner")
            let owner = self.conninfo(user: "mainline_owner", database: name)
            _ = try Migrator(owner: owner, migrations: try Migration.load(targets: targets)).run()
            return name
        }
        templates[targets] = task
        return try await task.value
    }
}
