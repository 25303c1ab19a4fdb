internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The records before and after this one in the list one came from.
struct RecordNeighbours {
    let previous: Identifier?
    let next: Identifier?

    /// One statement with the columns `previous` and `next`; an index of the list's order serves each.
    static func select(_ request: RecordPageRequest) -> SQL {
        let query = listQuery(request)
        return """
            select (\(query.neighbour(of: request.id, before: true))) as previous,
              (\(query.neighbour(of: request.id, before: false))) as next
            """
    }

    /// The list that the link names; the resource's own where it names none that is understood.
    private static func listQuery(_ request: RecordPageRequest) -> RecordQuery {
        let pairs = request.list.flatMap { Fields(encoded: $0) }?.pairs.map { ($0.name, $0.value) } ?? []
        do {
            return try ListState(pairs, resource: request.resource)
                .query(request.resource, request.catalogue, request.context)
        } catch {
            let visible = request.resource.visibleFields(to: request.context.role)
            return RecordQuery(
                resource: request.resource, fields: [],
                order: RecordQuery.total(RecordQuery.defaultOrder(request.resource, visible), request.resource))
        }
    }

    init(_ rows: Rows) throws {
        let row = try rows.one("record")
        previous = try row.optional("previous")
        next = try row.optional("next")
    }

    /// Arrows with the keys `[` and `]`, and what lies behind them fetched ahead.
    func write(_ html: HTML, _ request: RecordPageRequest) {
        guard previous != nil || next != nil else { return }
        html.div(.class("button-group")) {
            arrow(html, previous, .chevronUp, "Previous \(request.resource.singular)", key: "[", request)
            arrow(html, next, .chevronDown, "Next \(request.resource.singular)", key: "]", request)
        }
    }

    private func arrow(
        _ html: HTML, _ id: Identifier?, _ icon: Icon, _ label: String, key: String, _ request: RecordPageRequest
    ) {
        guard let id else {
            return html.iconButton(icon, "No \(label.lowercased())", .secondary, disabled: true)
        }
        html.iconLink(
            icon, label, to: request.address(of: id), .secondary,
            attributes: [.data("key", key), .aria("keyshortcuts", key)])
        html.link(.rel("prefetch"), .href(request.address(of: id)))
    }
}
