public import Core
public import EventLoop
public import Postgres
internal import Synchronization

/// A database of its own for a suite: a clone of a template that was migrated once in this run.
///
///     let test = try await TestDatabase.make()
///     defer { test.drop() }
public final class TestDatabase: Sendable {
    public let database: Database
    public let loops: EventLoopGroup
    public let name: String
    private let server: TestServer
    private let isDropped = Atomic(false)

    private init(name: String, server: TestServer, loops: EventLoopGroup) {
        self.name = name
        self.server = server
        self.loops = loops
        var configuration = Database.Configuration(
            application: server.conninfo(user: "mainline_app", database: name),
            system: server.conninfo(user: "mainline_system", database: name),
            narrowed: server.conninfo(user: "mainline_narrowed", database: name))
        configuration.leasedPerLoop = 4
        database = Database(configuration, loops: loops)
    }

    /// - Parameter targets: whose migrations the database has run.
    public static func make(_ targets: [String] = ["Postgres", "Jobs"]) async throws -> TestDatabase {
        let server = try await TestServer.current()
        await server.takePlace()
        do {
            let name = try await server.clone(of: targets)
            return TestDatabase(name: name, server: server, loops: try EventLoopGroup(count: 2, name: "test"))
        } catch {
            await server.giveBack()
            throw error
        }
    }

    /// Connection string for a role of this database.
    public func conninfo(user: String) -> String { server.conninfo(user: user, database: name) }

    /// Runs trusted statements as the superuser, whom row-level security does not bind. Blocks.
    public func run(_ statements: String) throws {
        try BlockingSession(conninfo(user: "postgres")).run(statements)
    }

    /// The first column of a trusted query, as the superuser. Blocks.
    public func column(_ query: String) throws -> [String] {
        try BlockingSession(conninfo(user: "postgres")).column(query)
    }

    /// Closes the connections and removes the database. Nothing may be under way.
    public func drop() {
        if isDropped.exchange(true, ordering: .relaxed) { return }
        database.close()
        do {
            try server.administrator().run("drop database if exists \"\(name)\" with (force)")
        } catch {
            print("The test database \(name) was left behind: \(error)")
        }
        let (server, loops) = (server, loops)
        Task.detached {
            loops.stop()
            await server.giveBack()
        }
    }

    /// A test that fails while it is being set up drops nothing; the others wait for its place all the same.
    deinit { drop() }

    /// A context of `role` in `organisation`.
    public static func context(
        _ organisation: ID<Organisation>, role: Role = .owner, clock: TimeSource = .system, correlation: String = "test"
    ) -> Context {
        Context(
            organisation: organisation, actor: .system("test"), role: role, correlation: correlation, surface: .cli,
            clock: clock)
    }

    /// The `number`th of a fixed row of identifiers.
    public static func id<Entity>(_ number: UInt64, of type: Entity.Type = Entity.self) -> ID<Entity> {
        ID(Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | number))
    }
}
