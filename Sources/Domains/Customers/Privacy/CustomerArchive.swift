internal import Archives
internal import Core
internal import Exports
internal import Files
internal import Foundation
internal import Postgres
internal import Records

/// Everything that is held of a customer, as JSON and CSV by table, with the files, in one ZIP archive.
struct CustomerArchive: Sendable {
    let store: RecordStore
    let tools: PrivacyTools
    let context: Context
    /// Of one table; nobody has more.
    private static let limit = 100_000

    /// Gives how many rows of each table there are. Throws 404.
    func write(_ customer: Identifier, to path: String) async throws -> JSON {
        let tables = try await tables(customer)
        var entries: [(name: String, bytes: [UInt8])] = []
        for (table, rows) in tables.sorted(by: { $0.key < $1.key }) {
            entries.append(("data/\(table).json", Array(JSON.array(rows).text.utf8)))
            entries.append(("data/\(table).csv", csv(rows)))
        }
        var missing: [String] = []
        for id in Self.files(in: tables) {
            do {
                let file = try await tools.files.describe(ID(id), context)
                let name = file.name.replacing("/", with: "-")
                entries.append(("files/\(id)-\(name)", try await tools.files.read(ID(id), context)))
            } catch let problem as Problem where problem.status == 404 {
                missing.append(id.description)
            }
        }
        let counts = JSON.object(tables.mapValues { .int(Int64($0.count)) })
        let about: JSON = [
            "customer": .text(customer), "made_at": .text(context.now), "rows": counts,
            "missing_files": .array(missing.map { .string($0) }),
        ]
        entries.append(("about.json", Array(about.text.utf8)))
        let all = entries
        _ = try await tools.offLoop {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            let archive = try ZipArchive(creating: path)
            for entry in all { try archive.add(entry.name, entry.bytes) }
            try archive.close()
            return []
        }
        return ["rows": counts]
    }

    static func remove(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func tables(_ customer: Identifier) async throws -> [String: [JSON]] {
        try await store.work(context, "customers.export-data") { work in
            let head = try await work.query(
                "select to_jsonb(c) - 'org_id' as row from customers c where org_id = app_org() and id = \(customer)")
            var tables: [String: [JSON]] = ["customers": [try head.one("customer").get("row")]]
            let rows = try await SubjectRows.find([customer]) { try await work.query($0) }
            // Who may not see a row is not asked: the archive is the person's own.
            let extra: [(String, SQL)] = [("events", "org_id = app_org() and customer_id = \(customer)")]
            for (table, condition) in rows.parts.map({ ($0.table, $0.condition) }) + extra {
                let found = try await work.query(
                    """
                    select to_jsonb(t) - 'org_id' - 'pay_token_hash' - 'content_hash' as row from \(identifier: table) t
                    where \(condition) limit \(Self.limit)
                    """)
                let values = try found.map { try $0.get("row", as: JSON.self) }
                if !values.isEmpty { tables[table, default: []] += values }
            }
            return tables
        }
    }

    private func csv(_ rows: [JSON]) -> [UInt8] {
        let names = (rows.first?.object ?? [:]).keys.sorted()
        let writer = CSVWriter(columns: names.map { ExportColumn($0) }, zone: context.zone)
        let out = ByteWriter(capacity: 4096)
        out.append(CSVWriter.mark)
        writer.writeHeader(to: out)
        for row in rows {
            let values = names.map { name -> ExportValue in
                guard let value = row[name], !value.isNull else { return .none }
                return .text(value.string ?? value.text)
            }
            writer.write(values, to: out)
        }
        return out.array
    }

    /// Ids of stored files that rows name.
    static func files(in tables: [String: [JSON]]) -> [Identifier] {
        var ids: [Identifier] = []
        for row in tables.values.joined() {
            for (key, value) in row.object ?? [:] {
                if key.hasSuffix("file_id"), let id = value.string.flatMap({ Identifier($0) }) { ids.append(id) }
                for item in value.array ?? [] {
                    if let id = item["file"]?.string.flatMap({ Identifier($0) }) { ids.append(id) }
                }
            }
        }
        return Array(Set(ids))
    }
}
