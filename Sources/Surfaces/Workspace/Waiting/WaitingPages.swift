internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A list of what waits for somebody, with one thing to do about each row.
struct WaitingPages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList
    private let deed: Deed

    /// What is done about a row that is open.
    private struct Deed: Sendable {
        /// The last part of its address: `resolve`.
        let verb: String
        let label: String
        let look: ButtonLook
        let action: String
        /// The action's field for the record.
        let field: String
        var input: [String: JSON] = [:]
        let done: String
    }

    private init(_ pages: WorkspacePages, _ list: RecordList, _ deed: Deed) {
        self.pages = pages
        self.list = list
        self.deed = deed
    }

    /// Those who want to be called back.
    static func callbacks(_ pages: WorkspacePages) throws -> WaitingPages {
        var list = RecordList(
            try pages.store.catalogue.resource("callbacks", for: .owner), path: "/callbacks", icon: .phoneOutgoing,
            emptyTitle: "Nobody waits for a call",
            emptyWords: "Callers who ask for a person, or whom the assistant could not help, appear here.")
        list.words["reason"] = Words.callbackReason
        return WaitingPages(
            pages, list,
            Deed(
                verb: "resolve", label: "Mark as done", look: .secondary, action: "callbacks.resolve",
                field: "callback", done: "Callback done"))
    }

    /// Dangers that nobody has taken on yet.
    static func emergencies(_ pages: WorkspacePages) throws -> WaitingPages {
        var list = RecordList(
            try pages.store.catalogue.resource("emergencies", for: .owner), path: "/emergencies", icon: .warning,
            emptyTitle: "No emergencies",
            emptyWords:
                "When a caller describes danger, such as gas or flooding, it appears here at once and the people on call are alerted."
        )
        list.words["category"] = Words.label
        return WaitingPages(
            pages, list,
            Deed(
                verb: "acknowledge", label: "Accept", look: .primary, action: "emergencies.acknowledge",
                field: "emergency", input: ["via": "page"], done: "Emergency accepted. The alerts have stopped."))
    }

    var routes: [Route] {
        var list = list
        list.filter = "status"
        list.opens = false
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, list.path, .staff) { request, context in
                try await page.answer(
                    request, context, rowAction: Access.workers.allows(context.role) ? rowAction : nil)
            },
            .signedIn(.post, "\(list.path)/{id}/\(deed.verb)", .workers) { try await act($0, $1) },
        ]
    }

    private var rowAction: RecordListPage.RowAction {
        let (deed, path) = (deed, list.path)
        return { html, row in
            guard try row.get("status", as: String.self) == "open" else { return }
            let id: Identifier = try row.get("id")
            let number: String? = row.rows.column("number") == nil ? nil : try row.optional("number")
            html.div(.class("row-group end")) {
                if let number { html.linkButton("Call", to: "tel:\(number)", icon: .phone, size: .small) }
                html.postButton(deed.label, to: "\(path)/\(id)/\(deed.verb)", deed.look, size: .small)
            }
        }
    }

    private func act(_ request: Request, _ context: Context) async throws -> Response {
        var input = deed.input
        input[deed.field] = .string(try request.parameter("id"))
        let members = input
        let back = ReturnPath.read(try request.form(), or: list.path)
        return try await pages.act(request, back: back, done: deed.done) {
            _ = try await pages.store.perform(deed.action, members, context)
        }
    }
}
