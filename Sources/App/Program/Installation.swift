internal import Access
internal import Cluster
internal import Core
internal import Crypto
internal import EventLoop
internal import Foundation
internal import Postgres
internal import Telemetry

/// One installation: its settings, its secret and its PostgreSQL, embedded or not. What every command begins with.
final class Installation: Sendable {
    /// Connection strings, one for each role.
    struct Logins: Sendable {
        let owner: String
        let application: String
        let system: String
        /// For whoever has a custom role.
        let narrowed: String
        /// Past a pooler: for notifications, which one in transaction mode does not pass on.
        let listening: String
    }

    let settings: Settings
    let log: Log
    let metrics: Metrics
    let key: SealingKeyFile
    let logins: Logins
    /// Connection string of whoever may alter roles.
    let administrator: String
    private let cluster: Cluster?

    /// Starts the embedded PostgreSQL unless another is set. Throws `ProgramError`, `ClusterError` or `PostgresError`.
    init(_ settings: Settings, log: Log, metrics: Metrics = Metrics()) async throws {
        self.settings = settings
        self.log = log
        self.metrics = metrics
        if let url = settings.databaseURL {
            key = try SealingKeyFile(path: settings.sealingKeyFile)
            cluster = nil
            let direct = settings.directDatabaseURL ?? url
            administrator = direct
            let key = key
            func login(_ role: String, at server: String) throws -> String {
                try ConnectionString.replacing(server, user: role, password: key.derive("role \(role)"))
            }
            logins = Logins(
                owner: direct, application: try login("mainline_app", at: url),
                system: try login("mainline_system", at: url),
                narrowed: try login("mainline_narrowed", at: url), listening: try login("mainline_system", at: direct))
        } else {
            let cluster = Cluster(dataDirectory: settings.data, log: log)
            let address = try await cluster.start()
            key = try SealingKeyFile(path: settings.sealingKeyFile)
            self.cluster = cluster
            administrator = address.superuser
            logins = Logins(
                owner: address.owner, application: address.app, system: address.system,
                narrowed: address.narrowed, listening: address.system)
        }
    }

    /// On a database that others made and migrated, as tests do. Throws `ProgramError`.
    init(_ settings: Settings, logins: Logins, log: Log, metrics: Metrics = Metrics()) throws {
        self.settings = settings
        self.logins = logins
        administrator = logins.owner
        self.log = log
        self.metrics = metrics
        key = try SealingKeyFile(path: settings.sealingKeyFile)
        cluster = nil
    }

    /// What seals operators' second factors. Throws `ProgramError`.
    func operatorSecrets() throws -> OperatorSecrets {
        guard let bytes = Hex.decode(key.derive("operator factors")), let secrets = OperatorSecrets(bytes) else {
            throw ProgramError("The sealing key gives no key for operators.", "Restore it from its copy.")
        }
        return secrets
    }

    /// Stops the embedded PostgreSQL if this process started it.
    func close() async { await cluster?.stop() }

    /// The migrations of all modules.
    static func migrations() throws -> [Migration] { try Migration.load(targets: ModuleList.migrationTargets) }

    /// Brings the schema up to date. Gives what ran. Blocks.
    func migrate() throws -> [String] {
        try prepareRoles()
        return try Migrator(owner: logins.owner, migrations: try Self.migrations()).run()
    }

    /// The roles that Mainline works as. On a PostgreSQL of the user's it makes them, with passwords that only it can
    /// derive; the embedded one has them.
    func prepareRoles() throws {
        let session = try BlockingSession(administrator)
        // Two processes that start together would trip over each other's roles.
        try session.run("select pg_advisory_lock(7305)")
        for role in Self.roles {
            if settings.databaseURL != nil {
                let exists = try !session.column("select 1 from pg_roles where rolname = '\(role)'").isEmpty
                try session.run(
                    "\(exists ? "alter" : "create") role \(role) login password '\(key.derive("role \(role)"))'")
            }
            if role == "mainline_narrowed" { try makeNarrowed(session) }
            for (setting, value) in Self.roleSettings {
                try session.run("alter role \(role) set \(setting) = '\(value)'")
            }
        }
        if settings.databaseURL == nil { try letIndexesServeSearch(session) }
    }

    private static let roles = ["mainline_app", "mainline_system", "mainline_narrowed"]

    /// A member of the application's role, which adds policies to it. A cluster made by an earlier version lacks it.
    private func makeNarrowed(_ session: BlockingSession) throws {
        if try session.column("select 1 from pg_roles where rolname = 'mainline_narrowed'").isEmpty {
            try session.run("create role mainline_narrowed login")
        }
        try session.run("grant mainline_app to mainline_narrowed")
        if settings.databaseURL == nil { try session.run("grant connect on database mainline to mainline_narrowed") }
    }

    /// Under row-level security the planner uses an index only for operators that are marked as telling nothing of the
    /// rows they refuse. `like` and comparisons of lists tell nothing, but only a superuser may say so: where we are one, we do.
    private func letIndexesServeSearch(_ session: BlockingSession) throws {
        let functions = [
            "texticlike(text, text)", "textlike(text, text)", "arrayoverlap(anyarray, anyarray)",
            "arraycontains(anyarray, anyarray)",
        ]
        for function in functions {
            try session.run("alter function pg_catalog.\(function) leakproof")
        }
    }

    /// Bounds on what one statement may cost, set on the roles so that they hold behind a pooler too. What was added to an
    /// index for search and not sorted in yet is read by every search: PostgreSQL would let 4 MB of it wait.
    private static let roleSettings = [
        ("statement_timeout", "15s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "20s"),
        ("timezone", "UTC"), ("gin_pending_list_limit", "512kB"),
    ]

    /// Connections for serving or for a command's own work. Machines with many cores share out the leased ones, so that
    /// a server's usual hundred connections suffice.
    func database(loops: EventLoopGroup) -> Database {
        var configuration = Database.Configuration(
            application: logins.application, system: logins.system, narrowed: logins.narrowed,
            replica: settings.replicaURL)
        configuration.leasedPerLoop = max(2, min(8, 40 / loops.loops.count))
        configuration.preparedStatements = settings.keepsPreparedStatements
        configuration.dialect = settings.isDistributed ? .citus : .plain
        return Database(configuration, loops: loops)
    }
}
