/// Where the embedded PostgreSQL listens, and for whom: libpq connection strings of each role.
public struct ClusterAddress: Sendable, Hashable {
    /// The folder of the Unix socket; only the system user that runs Mainline may enter it.
    public let socketDirectory: String

    public init(socketDirectory: String) { self.socketDirectory = socketDirectory }

    /// Owns the schema; runs migrations. No superuser, subject to row-level security.
    public var owner: String { conninfo(role: "mainline_owner") }
    /// What requests and jobs of one organisation run as: neither owner nor able to bypass row-level security.
    public var app: String { conninfo(role: "mainline_app") }
    /// What requests of people and programs with a custom role run as: a member of the one above that more policies bind.
    public var narrowed: String { conninfo(role: "mainline_narrowed") }
    /// Work across organisations: bypasses row-level security.
    public var system: String { conninfo(role: "mainline_system") }
    /// The superuser: makes databases and takes backups. Not for requests.
    public var superuser: String { conninfo(role: "postgres") }

    /// The connection string of any role and database.
    public func conninfo(role: String, database: String = "mainline") -> String {
        "host='\(Self.quoted(socketDirectory))' port=5432 user=\(role) dbname='\(Self.quoted(database))'"
    }

    /// libpq: a backslash before each backslash and quote.
    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\\" || $1 == "'" ? "\\\($1)" : "\($1)" }
    }
}
