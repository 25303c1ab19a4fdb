internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The emergencies, and accepting one.
struct EmergencyPages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        var list = RecordList(
            try pages.store.catalogue.resource("emergencies", for: .owner), path: "/emergencies", icon: .warning,
            emptyTitle: "No emergencies",
            emptyWords:
                "When a caller describes danger, such as gas or flooding, it appears here at once and the people on call are alerted."
        )
        list.filter = "status"
        list.opens = false
        list.words["category"] = Words.label
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, "/emergencies", .staff) { request, context in
                try await page.answer(
                    request, context, rowAction: Access.workers.allows(context.role) ? Self.action : nil)
            },
            .signedIn(.post, "/emergencies/{id}/acknowledge", .workers) { try await accept($0, $1) },
        ]
    }

    private static let action: RecordListPage.RowAction = { html, row in
        guard try row.get("status", as: String.self) == "open" else { return }
        html.postButton(
            "Accept", to: "/emergencies/\(try row.get("id", as: Identifier.self))/acknowledge", .primary, size: .small)
    }

    private func accept(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let back = ReturnPath.read(try request.form(), or: "/emergencies")
        let store = pages.store
        return try await pages.act(request, back: back, done: "Emergency accepted. The alerts have stopped.") {
            _ = try await store.perform("emergencies.acknowledge", ["emergency": .string(id), "via": "page"], context)
        }
    }
}
