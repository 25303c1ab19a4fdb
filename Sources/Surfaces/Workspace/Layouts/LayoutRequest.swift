internal import Core
internal import HTTP
internal import Interface
internal import Records

/// What a layout shows: a list's records by the list's own search and filter, and what its address says besides.
struct LayoutRequest: Sendable {
    let resource: Resource
    let presentation: Presentation
    let state: ListState
    let catalogue: Catalogue
    let context: Context
    /// The whole address: `month`, `scope`, `after`, …
    let query: Fields
    /// `/leads`
    let path: String
    let tiles: TileSource

    init(
        _ resource: Resource, _ presentation: Presentation, _ state: ListState, _ catalogue: Catalogue,
        _ context: Context, query: Fields, path: String? = nil, tiles: TileSource = .openStreetMap
    ) {
        self.resource = resource
        self.presentation = presentation
        self.state = state
        self.catalogue = catalogue
        self.context = context
        self.query = query
        self.path = path ?? resource.path
        self.tiles = tiles
    }

    /// The field, where the role may see it.
    func field(_ name: String) -> Field? {
        resource.visibleFields(to: context.role).first { $0.name == name }
    }

    /// Whether the role may set the field.
    func maySet(_ field: Field) -> Bool {
        !field.isReadOnly && field.isSettable && resource.access.update.allows(context.role)
            && field.writeAccess.allows(context.role)
    }

    /// The records, with `fields` and what names them. Throws `Problem` 400.
    func records(_ fields: [String], order: String? = nil, limit: Int, after: String? = nil) throws -> RecordQuery {
        var state = state
        state.columns = [resource.titleField]
        if let order { state.order = order }
        return try state.query(
            resource, catalogue, context, more: [resource.titleField] + fields, limit: limit, after: after)
    }

    /// The address of this list in this layout with other parts of its own, below `path` where it is given.
    func address(_ more: [(String, String)], layout: String? = nil, below: String = "") -> String {
        var state = state
        state.layout = layout ?? state.layout
        var fields = Fields(state.pairs(resource).map { ($0.name, $0.value) })
        for (name, value) in more { fields.append(name, value) }
        return fields.isEmpty ? path + below : path + below + "?" + fields.encoded
    }
}
