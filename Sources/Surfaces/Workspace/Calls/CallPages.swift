internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The calls, and what was said and came of each.
struct CallPages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        var list = RecordList(
            try pages.store.catalogue.resource("calls", for: .owner), path: "/calls", icon: .phone,
            emptyTitle: "No calls yet",
            emptyWords: "When somebody calls your number, the call appears here while it is still going on.")
        list.filter = "outcome"
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, "/calls", .staff) { try await page.answer($0, $1) },
            .signedIn(.get, "/calls/{id}", .staff) { try await show($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: CallRecord.self)
        let head = try RecordFacts.query(list.resource, id.value, pages.store.catalogue, context)
        let (page, rows) = try await pages.read(
            request, context,
            [
                head, Transcript.select(calls: "id = \(id)"),
                EventLine.select(
                    where:
                        "correlation_id = (select correlation_id from calls where org_id = app_org() and id = \(id))",
                    limit: 100),
            ])
        let view = CallView(
            page: page, resource: list.resource, id: id, head: try rows[0].one("call"),
            lines: try Transcript(rows[1]).of(id.value),
            events: try rows[2].map(EventLine.init(row:)))
        return try pages.write(request) { try view.write($0) }
    }
}

/// What the ids of calls stand for.
enum CallRecord {}
