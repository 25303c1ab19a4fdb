public import Core
internal import Postgres

extension Work {
    private static let batchSize = 4000

    /// Adds many rows in few statements: each an object of columns, all with the same columns; `org_id` is added.
    /// Triggers run, events are not told. Throws `PostgresError`.
    public func insert(_ rows: [JSON], into table: StaticString) async throws {
        guard let columns = rows.first?.object?.keys.sorted() else { return }
        let names = columns.joined(separator: ", ")
        let values = columns.map { "r.\($0)" }.joined(separator: ", ")
        let head = SQL(trusted: "insert into \(table) (org_id, \(names)) select app_org(), \(values)")
        let source = SQL(trusted: "from json_populate_recordset(null::\(table),")
        var start = 0
        while start < rows.count {
            let end = min(start + Self.batchSize, rows.count)
            try await query("\(head) \(source) \(JSON.array(Array(rows[start..<end])))::json) r")
            start = end
        }
    }
}
