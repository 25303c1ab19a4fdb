public import Core
public import Postgres

/// A file that was brought in, or is about to be.
public struct Import: Sendable {
    public enum Status: String, Sendable, PostgresDecodable, PostgresEncodable {
        case reading, refused, mapping, checking, checked, running, finished, stopped, reverting, reverted

        /// Whether a job is at it, so that the page is to be looked at again in a moment.
        public var isMoving: Bool { [.reading, .checking, .running, .reverting].contains(self) }
    }

    public let id: ID<Import>
    public let resource: String
    public let status: Status
    public let problem: String?
    public let fileName: String
    public let fileKind: String?
    public let fileSize: Int
    public let headers: [String]
    public let samples: [[String]]
    public let totalRows: Int
    public let plan: ImportPlan?
    public let doneRows: Int
    public let checked: JSON
    public let counts: JSON
    public let member: ID<User>?
    public let createdAt: Instant
    public let finishedAt: Instant?
    let position: Int64
    let hash: Bytea?

    static let columns: SQL = """
        i.id, i.resource, i.status, i.problem, i.file_name, i.file_kind, i.file_size, i.sha256, i.headers, i.samples,
        i.total_rows, i.plan, i.position, i.done_rows, i.checked, i.counts, i.member_id, i.created_at, i.finished_at
        """

    /// The statement that reads one.
    public static func one(_ id: ID<Import>) -> SQL {
        "select \(columns) from imports i where i.org_id = app_org() and i.id = \(id)"
    }

    /// The newest, with the name of who brought each in.
    public static func list(resource: String?, limit: Int = 100) -> SQL {
        """
        select \(columns), m.name as member_name from imports i
          left join members m on m.org_id = i.org_id and m.id = i.member_id
        where i.org_id = app_org() and (\(resource)::text is null or i.resource = \(resource)::text)
        order by i.created_at desc, i.id desc limit \(limit)
        """
    }

    /// Throws `PostgresError`.
    public init(_ row: Row) throws {
        id = try row.get("id")
        resource = try row.get("resource")
        status = try row.get("status")
        problem = try row.optional("problem")
        fileName = try row.get("file_name")
        fileKind = try row.optional("file_kind")
        fileSize = try row.get("file_size")
        headers = try row.get("headers")
        samples = try row.get("samples", as: JSON.self).array?.map { $0.array?.map { $0.string ?? "" } ?? [] } ?? []
        totalRows = try row.get("total_rows")
        plan = try row.optional("plan", as: JSON.self).flatMap { ImportPlan($0) }
        doneRows = try row.get("done_rows")
        checked = try row.get("checked")
        counts = try row.get("counts")
        member = try row.optional("member_id")
        createdAt = try row.get("created_at")
        finishedAt = try row.optional("finished_at")
        position = try row.get("position")
        hash = try row.optional("sha256")
    }
}
