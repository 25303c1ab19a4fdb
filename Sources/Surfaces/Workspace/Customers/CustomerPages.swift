internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What has happened with each customer.
struct CustomerPages: Sendable {
    private let pages: WorkspacePages
    private let resource: Resource

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        resource = try pages.store.catalogue.resource("customers", for: .owner)
    }

    var routes: [Route] {
        [.signedIn(.get, "/customers/{id}", .staff) { try await show($0, $1) }]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Customer.self)
        let story = request.query["story"].map { String($0.prefix(200)) }
        let head = try RecordFacts.query(resource, id.value, pages.store.catalogue, context)
        let (page, rows) = try await pages.read(request, context, [head] + CustomerReads.sql(id, story: story))
        let view = try CustomerView(
            page: page, resource: resource, id: id, story: story, head: rows[0].one("customer"),
            reads: CustomerReads(rows))
        return try pages.write(request) { try view.write($0) }
    }
}
