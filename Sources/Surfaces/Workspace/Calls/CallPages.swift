internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The list of calls; the page of each is a record page with what `CallRecordPage` adds.
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
            .signedIn(.get, "/calls", .staff) { try await page.answer($0, $1) }
        ]
    }
}
