internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What is asked of a record's page.
struct RecordPageRequest: Sendable {
    /// With the organisation's own fields.
    let resource: Resource
    let id: Identifier
    let context: Context
    let catalogue: Catalogue
    let query: Fields
    /// Resources whose named sets are these records, with those sets: customers on a segment's page.
    var others: [String: Resource] = [:]

    init(_ resource: Resource, _ id: Identifier, _ context: Context, _ catalogue: Catalogue, _ query: Fields) {
        self.resource = resource
        self.id = id
        self.context = context
        self.catalogue = catalogue
        self.query = query
    }

    /// `/customers`
    var base: String { resource.path }
    /// `/customers/0190…`
    var path: String { "\(base)/\(id)" }
    /// The tab asked for by its name; the timeline if none is.
    var tab: String { query["tab"] ?? RecordTimeline.tabName }
    /// The address, without its path, of the list one came from.
    var list: String? { query["in"].flatMap { $0.isEmpty || $0.utf8.count > 2000 ? nil : $0 } }

    /// The page's address with these parameters, kept in the list one came from.
    func address(_ parameters: [(String, String)] = [], of other: Identifier? = nil) -> String {
        var fields = Fields(parameters.filter { !$0.1.isEmpty })
        if let list { fields.append("in", list) }
        let path = other.map { "\(base)/\($0)" } ?? path
        return fields.isEmpty ? path : path + "?" + fields.encoded
    }

    func address(tab: String) -> String { address(tab == RecordTimeline.tabName ? [] : [("tab", tab)]) }
}

/// A record's page once the record has been read.
struct RecordPageContent {
    let request: RecordPageRequest
    let page: PageContext
    /// The visible fields of the record, and by `owner` the names of those it refers to.
    let head: Row

    var resource: Resource { request.resource }
    var context: Context { request.context }

    /// The text of a field; nil if it is empty, or invisible to the role.
    func text(_ field: String) throws -> String? {
        guard head.rows.column(field) != nil else { return nil }
        return try head.optional(field)
    }
}
