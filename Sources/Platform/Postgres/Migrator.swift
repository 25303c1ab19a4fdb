internal import CPostgres
public import Core

/// Brings a database's schema up to date, as its owner, on one plain blocking connection.
public struct Migrator: Sendable {
    private let conninfo: String
    private let migrations: [Migration]

    /// - Parameter owner: connection string of the role that owns the schema.
    public init(owner conninfo: String, migrations: [Migration]) {
        self.conninfo = conninfo
        self.migrations = migrations
    }

    /// Runs what has not run yet, each in a transaction of its own, under a lock. Gives the names of what ran.
    /// Blocks. Throws `MigrationError` or `PostgresError`.
    public func run() throws -> [String] {
        let session = try BlockingSession(conninfo)
        try session.run("set client_min_messages = warning")
        try session.run("select pg_advisory_lock(7306)")
        try session.run(
            """
            create table if not exists schema_migrations (
              name text primary key, applied_at timestamptz not null default now())
            """)
        let applied = Set(try session.column("select name from schema_migrations"))
        if let unknown = applied.subtracting(migrations.map(\.name)).sorted().last {
            throw MigrationError.newerDatabase(unknown)
        }
        let pending = migrations.filter { !applied.contains($0.name) }
        for migration in pending {
            do {
                try session.run(
                    "begin;\n\(migration.sql)\n;insert into schema_migrations (name) values ('\(migration.name)'); commit"
                )
            } catch let error as PostgresError {
                throw MigrationError.failed(migration: migration.name, message: error.message)
            }
        }
        if !pending.isEmpty {
            // The system role sees the list too: /readyz compares it with what the program knows.
            try session.run("grant select on schema_migrations to mainline_system")
        }
        return pending.map(\.name)
    }

    /// The names of migrations that have not run. Blocks.
    public func pending() throws -> [String] {
        let session = try BlockingSession(conninfo)
        let exists = try session.column("select to_regclass('schema_migrations') is not null").first == "t"
        let applied = exists ? Set(try session.column("select name from schema_migrations")) : []
        return migrations.map(\.name).filter { !applied.contains($0) }
    }
}

/// A plain connection for set-up work: one statement at a time, the thread waits.
public final class BlockingSession {
    private let connection: OpaquePointer

    /// Throws `PostgresError` if the server cannot be reached.
    public init(_ conninfo: String) throws {
        connection = try OpenConnection(conninfo).pointer
        PQsetNoticeProcessor(connection, ignoreNotice, nil)
    }

    deinit { PQfinish(connection) }

    /// Runs trusted text, possibly several statements. Throws `PostgresError`.
    public func run(_ text: String, file: StaticString = #fileID, line: UInt = #line) throws {
        PQclear(try execute(text, StatementPlace(file: file, line: line)))
    }

    /// The first column of the answer, nulls left out.
    public func column(_ text: String, file: StaticString = #fileID, line: UInt = #line) throws -> [String] {
        let rows = Rows(
            try execute(text, StatementPlace(file: file, line: line)), place: StatementPlace(file: file, line: line))
        return try rows.compactMap { try $0.value(at: 0) }
    }

    private func execute(_ text: String, _ place: StatementPlace) throws -> OpaquePointer {
        guard let result = PQexec(connection, text) else { throw PostgresError.lost("no answer", place: place) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default:
            defer { PQclear(result) }
            throw PostgresError(result: result, place: place)
        }
    }
}

/// Notices ("relation already exists, skipping") are not for the terminal.
func ignoreNotice(_ argument: UnsafeMutableRawPointer?, _ message: UnsafePointer<CChar>?) {}
