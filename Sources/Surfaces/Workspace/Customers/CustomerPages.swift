internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The customers, and what has happened with each.
struct CustomerPages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        var list = RecordList(
            try pages.store.catalogue.resource("customers", for: .owner), path: "/customers", icon: .users,
            emptyTitle: "No customers yet",
            emptyWords: "Whoever calls and books a visit becomes a customer by themselves. You can also import a list.")
        list.filter = "status"
        list.sortable = ["name", "created_at"]
        list.isSearchable = true
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, "/customers", .staff) { try await page.answer($0, $1) },
            .signedIn(.get, "/customers/{id}", .staff) { try await show($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Customer.self)
        let story = request.query["story"].map { String($0.prefix(200)) }
        let head = try RecordFacts.query(list.resource, id.value, pages.store.catalogue, context)
        let (page, rows) = try await pages.read(request, context, [head] + CustomerReads.sql(id, story: story))
        let view = try CustomerView(
            page: page, resource: list.resource, id: id, story: story, head: rows[0].one("customer"),
            reads: CustomerReads(rows))
        return try pages.write(request) { try view.write($0) }
    }
}
