internal import Core
internal import HTTP
internal import Interface
internal import Records

/// Text messages and e-mails, in and out.
struct MessagePages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        var list = RecordList(
            try pages.store.catalogue.resource("messages", for: .owner), path: "/messages", icon: .message,
            emptyTitle: "No messages yet",
            emptyWords: "Confirmations, reminders, receipts and what customers answer appear here.")
        list.filter = "status"
        list.opens = false
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [.signedIn(.get, "/messages", .staff) { try await page.answer($0, $1) }]
    }
}
