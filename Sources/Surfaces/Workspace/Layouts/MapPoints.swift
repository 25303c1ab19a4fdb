internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// Points within a piece of the map, those close together as one with their number.
struct MapPoints: Sendable {
    /// Squares along each side of what is seen.
    private static let squares = 12.0
    /// So many records are looked at; a map that shows more is seen from too far to tell.
    private static let limit = 20_000

    let select: SQL
    private let path: String

    /// - Parameter asked: its `box` is `west,south,east,north` in degrees; the whole world where there is none.
    /// Throws `Problem` 400.
    init(_ asked: LayoutRequest, _ map: Presentation.Map) throws {
        let box = try Self.box(asked.query["box"])
        path = asked.path
        let query = try asked.records([map.latitude, map.longitude], limit: 1)
        guard asked.field(map.latitude) != nil, asked.field(map.longitude) != nil else {
            throw Problem.notFound("map")
        }
        let width = (box.east - box.west) / Self.squares
        let height = (box.north - box.south) / Self.squares
        select = """
            select count(*) as count, avg(latitude)::float8 as latitude, avg(longitude)::float8 as longitude,
              min(id::text) as id, min(title) as title, min(latitude)::float8 as south, max(latitude)::float8 as north,
              min(longitude)::float8 as west, max(longitude)::float8 as east
            from (select t.id, t.\(identifier: asked.resource.titleField)::text as title,
                t.\(identifier: map.latitude) as latitude, t.\(identifier: map.longitude) as longitude
              \(query.source)
                and t.\(identifier: map.latitude) between \(box.south) and \(box.north)
                and t.\(identifier: map.longitude) between \(box.west) and \(box.east)
              limit \(Self.limit)) p
            group by floor((longitude - \(box.west)) / \(width)), floor((latitude - \(box.south)) / \(height))
            """
    }

    /// `[{"count": 1, "latitude": …, "longitude": …, "box": […], "title": "14 Elm St", "path": "/sites/…"}]`; a box is
    /// south, west, north, east of what the point stands for.
    func json(_ rows: Rows) throws -> JSON {
        .array(
            try (0..<rows.count).map { index in
                let row = rows[index]
                let count: Int64 = try row.get("count")
                var point: [String: JSON] = [
                    "count": .int(count), "latitude": .double(try row.get("latitude", as: Double.self)),
                    "longitude": .double(try row.get("longitude", as: Double.self)),
                    "box": .array(
                        try ["south", "west", "north", "east"].map { .double(try row.get($0, as: Double.self)) }),
                ]
                if count == 1 {
                    let id: String = try row.get("id")
                    point["id"] = .string(id)
                    point["title"] = .text(try row.optional("title", as: String.self))
                    point["path"] = .string("\(path)/\(id)")
                }
                return .object(point)
            })
    }

    private struct Box { let west, south, east, north: Double }

    private static func box(_ text: String?) throws -> Box {
        guard let text else { return Box(west: -180, south: -90, east: 180, north: 90) }
        let parts = text.split(separator: ",").compactMap { Double($0) }
        guard parts.count == 4, parts.allSatisfy(\.isFinite), parts[0] < parts[2], parts[1] < parts[3] else {
            throw Problem.badRequest("bad_value", "“box” is west,south,east,north in degrees.")
        }
        return Box(
            west: max(-180, parts[0]), south: max(-90, parts[1]), east: min(180, parts[2]), north: min(90, parts[3]))
    }
}
