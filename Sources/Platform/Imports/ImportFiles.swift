public import Core
internal import EventLoop
internal import Exports
public import HTTP
internal import Postgres
public import Records

extension ImportDesk {
    /// The form of an upload, its file on the disk. Taking a large one apart blocks, so a worker does it.
    public func form(_ request: Request) async throws -> MultipartForm {
        try await workers.run { try request.multipart() }
    }

    /// The rows that were left out, as they stood in the file, each with what is wrong with it.
    public func errorFile(_ given: Import, phase: String, _ store: RecordStore, _ asking: Context) async throws
        -> Response
    {
        var context = asking
        context.deadline = nil
        let columns =
            given.headers.map { ExportColumn($0) } + [ExportColumn("Row", .number), ExportColumn("What is wrong")]
        let exporter = Exporter(
            given.fileName, columns: columns, format: .csv, zone: context.zone, workers: workers)
        let stream = EventStream(queueLimit: 512 * 1024, hasHeartbeat: false)
        let source = ErrorRows(given: given, phase: phase, database: store.database, context: context)
        Task {
            do {
                try await exporter.export({ try await source.next() }) {
                    guard await stream.write($0) else { throw CancellationError() }
                }
                stream.close()
            } catch {
                stream.fail()
            }
        }
        return .stream(stream, contentType: ExportFormat.csv.contentType)
            .downloaded(as: ExportName.file("Rows to mend", .csv))
    }
}

/// Reads rows with errors, page by page.
private actor ErrorRows {
    private let given: Import
    private let phase: String
    private let database: Database
    private let context: Context
    private var after = 0
    private var isDone = false

    private static let pageSize = 1000

    init(given: Import, phase: String, database: Database, context: Context) {
        self.given = given
        self.phase = phase
        self.database = database
        self.context = context
    }

    func next() async throws -> [[ExportValue]]? {
        guard !isDone else { return nil }
        let rows = try await database.query(
            context,
            """
            select line, faults, to_json(cells) as cells from import_rows where org_id = app_org()
              and import_id = \(given.id) and phase = \(phase) and outcome in ('error', 'duplicate') and line > \(after)
            order by line limit \(Self.pageSize)
            """)
        isDone = rows.count < Self.pageSize
        return try rows.map { row in
            after = try row.get("line")
            var cells: [ExportValue] =
                try row.optional("cells", as: JSON.self)?.array?.map { .text($0.string ?? "") } ?? []
            // Rows of another length than the headings keep what they have, as far as there are columns for it.
            while cells.count < given.headers.count { cells.append(.none) }
            cells = Array(cells.prefix(given.headers.count))
            let faults = try row.get("faults", as: JSON.self).array ?? []
            let words = faults.map { fault in
                (fault["column"]?.string.map { $0 + ": " } ?? "") + (fault["message"]?.string ?? "")
            }
            return cells + [.integer(Int64(after)), .text(words.joined(separator: " "))]
        }
    }
}
