internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Records as points on a map, with a list of the first ones beside it: all there is without scripts or a network.
struct MapLayout: RecordLayout {
    private static let listLength = 50

    private let asked: LayoutRequest
    private let map: Presentation.Map
    private let query: RecordQuery

    let modules = ["map.js"]
    let libraries = ["leaflet.min.js"]
    let styles = ["leaflet.css"]

    init(_ asked: LayoutRequest, _ map: Presentation.Map) throws {
        self.asked = asked
        self.map = map
        query = try asked.records(
            [map.latitude, map.longitude] + asked.presentation.summary, order: asked.state.order,
            limit: Self.listLength)
    }

    var pictureHosts: [String] { [asked.tiles.host] }
    var reads: [SQL] { [query.select] }

    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws {
        let answer = try RecordPage(query, rows)
        let cells = RecordCell(html: html, page: page)
        let facts = asked.presentation.summary.compactMap { asked.field($0) }
        try html.mapFrame(
            label: "Map of \(asked.resource.title.lowercased())", points: asked.address([], below: "/map/points"),
            tiles: asked.tiles
        ) {
            for index in 0..<answer.count {
                let row = answer.rows[index]
                let id = try row.get("id", as: Identifier.self)
                let place = try coordinates(row)
                try html.mapPlace(
                    id: id.description, try row.optional(asked.resource.titleField) ?? asked.presentation.untitled,
                    to: "\(asked.path)/\(id)", at: place
                ) {
                    for field in facts { try html.span(.class("muted")) { try cells.value(field, row, plain: true) } }
                }
            }
            if answer.count == 0 {
                html.li { html.emptyState(.map, asked.presentation.emptyTitle, asked.presentation.emptyWords) }
            } else if answer.hasMore {
                html.li(.class("map-note muted"), "The first \(Self.listLength) are listed. Search to find others.")
            }
        }
    }

    private func coordinates(_ row: Row) throws -> (latitude: String, longitude: String)? {
        guard let latitude: String = try row.optional(map.latitude),
            let longitude: String = try row.optional(map.longitude)
        else { return nil }
        return (latitude, longitude)
    }
}
