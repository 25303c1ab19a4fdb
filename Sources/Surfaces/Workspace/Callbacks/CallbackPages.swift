internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Those who want to be called back, and saying that it has been done.
struct CallbackPages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        var list = RecordList(
            try pages.store.catalogue.resource("callbacks", for: .owner), path: "/callbacks", icon: .phoneOutgoing,
            emptyTitle: "Nobody waits for a call",
            emptyWords: "Callers who ask for a person, or whom the assistant could not help, appear here.")
        list.filter = "status"
        list.opens = false
        list.words["reason"] = Words.callbackReason
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, "/callbacks", .staff) { request, context in
                try await page.answer(
                    request, context, rowAction: Access.workers.allows(context.role) ? Self.action : nil)
            },
            .signedIn(.post, "/callbacks/{id}/resolve", .workers) { try await resolve($0, $1) },
        ]
    }

    private static let action: RecordListPage.RowAction = { html, row in
        guard try row.get("status", as: String.self) == "open" else { return }
        try html.div(.class("row-group end")) {
            if let number = try row.optional("number", as: String.self) {
                html.linkButton("Call", to: "tel:\(number)", icon: .phone, size: .small)
            }
            html.postButton(
                "Mark as done", to: "/callbacks/\(try row.get("id", as: Identifier.self))/resolve", size: .small)
        }
    }

    private func resolve(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let back = ReturnPath.read(try request.form(), or: "/callbacks")
        let store = pages.store
        return try await pages.act(request, back: back, done: "Callback done") {
            _ = try await store.perform("callbacks.resolve", ["callback": .string(id)], context)
        }
    }
}
