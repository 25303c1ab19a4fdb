internal import Access
public import Core
internal import Exports
public import HTTP
public import Postgres

/// The keys of an organisation, and what they have asked. For owners and admins.
public enum UsageRoutes {
    public static func routes(_ database: Database) -> [Route] {
        [
            .signedIn(.get, "/api/v1/api_keys", .admins) { _, context in
                let keys = try await database.read(context, APIKeys.listing(context)).map(APIKeys.key)
                return .json(.array(keys.map { $0.json(at: context.now) }))
            },
            .signedIn(.get, "/api/v1/usage", .admins) { request, context in
                let usage = try asked(request, context)
                let rows = try APIUsage.rows(try await database.read(context, usage.statement))
                let asksCSV = request.wantsCSV || request.query["format"] == "csv"
                return asksCSV
                    ? csv(rows).downloaded(as: "usage-by-\(usage.grain.rawValue).csv") : .json(json(usage, rows))
            },
        ]
    }

    private static func asked(_ request: Request, _ context: Context) throws -> APIUsage {
        let grain: APIUsage.Grain =
            try request.query["grain"].map { text in
                guard let grain = APIUsage.Grain(rawValue: text) else {
                    throw Problem.invalid("grain", "invalid", "Choose hour, day or month.")
                }
                return grain
            } ?? .day
        func time(_ name: String) throws -> Instant? {
            try request.query[name].map { text in
                if let date = LocalDate(text) { return context.zone.startOfDay(date) }
                guard let instant = Instant(text) else {
                    throw Problem.invalid(
                        name, "invalid", "Write a day as 2026-03-01 or a time as 2026-03-01T00:00:00Z.")
                }
                return instant
            }
        }
        let key = try request.query["api_key"].map { text in
            guard let id = Identifier(text) else { throw Problem.invalid("api_key", "invalid", "Write the key's id.") }
            return id
        }
        let to = try time("to") ?? context.now + .seconds(1)
        let back: Duration = grain == .hour ? .days(1) : grain == .day ? .days(30) : .days(365)
        return try APIUsage(grain: grain, from: try time("from") ?? to - back, to: to, key: key)
    }

    private static func json(_ usage: APIUsage, _ rows: [APIUsage.Row]) -> JSON {
        [
            "grain": .string(usage.grain.rawValue), "from": .text(usage.from), "to": .text(usage.to),
            "rows": .array(
                rows.map { row in
                    [
                        "api_key_id": .text(row.key), "name": .string(row.name), "starts_at": .text(row.startsAt),
                        "requests": .int(Int64(row.requests)), "errors": .int(Int64(row.errors)),
                        "limited": .int(Int64(row.limited)), "bytes_in": .int(Int64(row.bytesIn)),
                        "bytes_out": .int(Int64(row.bytesOut)),
                    ]
                }),
        ]
    }

    private static func csv(_ rows: [APIUsage.Row]) -> Response {
        let out = ByteWriter(capacity: 128 * rows.count + 256)
        out.append("starts_at,api_key_id,name,requests,errors,limited,bytes_in,bytes_out\r\n" as StaticString)
        for row in rows {
            let numbers = [row.requests, row.errors, row.limited, row.bytesIn, row.bytesOut].map(String.init)
            let cells = [row.startsAt.description, row.key.description, CSVWriter.neutral(row.name)] + numbers
            for (index, cell) in cells.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                CSVWriter.field(cell, to: out)
            }
            out.append("\r\n" as StaticString)
        }
        return Response(headers: ["Content-Type": ExportFormat.csv.contentType], body: .bytes(out))
    }
}
