public import Core
public import HTTP
public import Records

extension ExportDesk {
    /// Hands a table that is whole in memory out as a file, and records who asked.
    public func answer(_ table: ExportTable, _ format: ExportFormat, _ store: RecordStore, _ asking: Context)
        async throws
        -> Response
    {
        let context = asking.forExport
        try await store.work(context.recording, "exports.table") { work in
            let id = work.context.newID(Export.self).value
            work.audit(
                "exports.table", "exports", id,
                [
                    "title": [.null, .string(table.title)], "format": [.null, .string(format.rawValue)],
                    "row_count": [.null, .int(Int64(table.rows.count))],
                ])
            try work.emit(
                "report.exported", "exports", id,
                [
                    "title": .string(table.title), "format": .string(format.rawValue),
                    "rows": .int(Int64(table.rows.count)),
                ])
        }
        return try await table.response(format, zone: context.zone, workers: workers)
    }
}
