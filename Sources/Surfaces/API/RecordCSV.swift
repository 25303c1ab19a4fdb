internal import Core
internal import Exports
internal import HTTP
internal import Postgres
internal import Records

/// A page of records as CSV, headed by the names of its columns, for `Accept: text/csv`.
enum RecordCSV {
    static func response(_ page: RecordPage) throws -> Response {
        let fields = page.query.fields
        let out = ByteWriter(capacity: 128 * page.count + 256)
        line(fields.map(\.name) + page.query.embeds.map(\.name), to: out)
        for index in 0..<page.count {
            let row = page.rows[index]
            var cells = try fields.enumerated().map { try text($1, row, at: $0) }
            for position in page.query.embeds.indices {
                cells.append(try row.value(at: fields.count + position, as: String.self) ?? "")
            }
            line(cells, to: out)
        }
        return Response(headers: ["Content-Type": ExportFormat.csv.contentType], body: .bytes(out))
    }

    private static func line(_ cells: [String], to out: ByteWriter) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            CSVWriter.field(cell, to: out)
        }
        out.append("\r\n" as StaticString)
    }

    /// As in JSON; what a spreadsheet would run is neutralised, signs of numbers and of phones aside.
    private static func text(_ field: Field, _ row: Row, at place: Int) throws -> String {
        switch field.kind {
        case .timestamp: try row.value(at: place, as: Instant.self)?.description ?? ""
        case .boolean: try row.value(at: place, as: Bool.self).map { $0 ? "true" : "false" } ?? ""
        case .number, .money, .percent, .duration, .phone, .date, .reference, .file:
            try row.value(at: place, as: String.self) ?? ""
        default: CSVWriter.neutral(try row.value(at: place, as: String.self) ?? "")
        }
    }
}

extension Request {
    /// Whether CSV is what the client asks for first.
    var wantsCSV: Bool { headers["Accept"]?.hasPrefix("text/csv") == true }
}
