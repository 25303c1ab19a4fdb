public import Core
public import Postgres

/// Writes rows as JSON straight from PostgreSQL's text, by the declared kinds.
public struct RecordJSON: Sendable {
    private enum Form: Sendable { case string, raw, boolean, timestamp }
    private let columns: [(key: String, form: Form)]

    /// For rows whose first columns are `fields`, then `embeds`.
    public init(_ fields: [Field], embeds: [RecordQuery.Embed] = []) {
        columns =
            fields.map { field in (field.jsonKey, Self.form(field.kind)) }
            + embeds.map { ("\"\($0.name)\":", .raw) }
    }

    private static func form(_ kind: FieldKind) -> Form {
        switch kind {
        case .number, .money, .duration, .json, .tags, .multiChoice, .address: .raw
        case .boolean: .boolean
        case .timestamp: .timestamp
        default: .string
        }
    }

    /// One row as an object.
    public func write(_ rows: Rows, _ row: Int, to out: ByteWriter) {
        out.append(UInt8(ascii: "{"))
        for (index, column) in columns.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(column.key)
            if rows.isNull(row, index) {
                out.append("null" as StaticString)
                continue
            }
            let text = rows.bytes(row, index)
            switch column.form {
            case .raw: if let start = text.baseAddress { out.append(start, count: text.count) }
            case .boolean: out.append(text.first == UInt8(ascii: "t") ? "true" as StaticString : "false")
            case .timestamp: Self.timestamp(text, out)
            case .string: out.appendJSONString(text)
            }
        }
        out.append(UInt8(ascii: "}"))
    }

    /// The first `count` rows as an array.
    public func write(_ rows: Rows, count: Int, to out: ByteWriter) {
        out.append(UInt8(ascii: "["))
        for row in 0..<min(count, rows.count) {
            if row > 0 { out.append(UInt8(ascii: ",")) }
            write(rows, row, to: out)
        }
        out.append(UInt8(ascii: "]"))
    }

    /// One row as a value.
    public func value(_ rows: Rows, _ row: Int) throws -> JSON {
        let out = ByteWriter(capacity: 512)
        write(rows, row, to: out)
        return try JSON(parsing: out.array)
    }

    /// `2026-03-01 14:05:00.25+00` → `"2026-03-01T14:05:00.25Z"`.
    private static func timestamp(_ text: UnsafeBufferPointer<UInt8>, _ out: ByteWriter) {
        out.append(UInt8(ascii: "\""))
        let isUTC =
            text.count > 13 && text[text.count - 3] == UInt8(ascii: "+") && text[text.count - 1] == UInt8(ascii: "0")
        guard let start = text.baseAddress, isUTC else {
            for byte in text { out.append(byte) }
            return out.append(UInt8(ascii: "\""))
        }
        out.append(start, count: 10)
        out.append(UInt8(ascii: "T"))
        out.append(start + 11, count: text.count - 14)
        out.append("Z\"" as StaticString)
    }
}
