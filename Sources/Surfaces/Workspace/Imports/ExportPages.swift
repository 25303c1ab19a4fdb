internal import Core
internal import Exports
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// `GET {path}/export.csv` and `.xlsx` of every list, and the page of exports that took longer.
struct ExportPages: Sendable {
    let pages: WorkspacePages
    let desk: ExportDesk

    var routes: [Route] {
        let lists = pages.store.catalogue.resources.values.filter { $0.presentation != nil }
            .sorted { $0.name < $1.name }
        return lists.flatMap { resource in
            ExportFormat.allCases.map { format in
                Route.signedIn(
                    .get, "\(resource.path)/export.\(format.rawValue)", resource.access.read,
                    limits: .init(timeout: .seconds(60))
                ) { try await export(resource, format, $0, $1) }
            }
        } + [
            .signedIn(.get, "/exports", .staff) { try await list($0, $1) },
            .signedIn(.get, "/exports/{id}/file", .staff) { try await file($0, $1) },
        ]
    }

    private func export(_ resource: Resource, _ format: ExportFormat, _ request: Request, _ context: Context)
        async throws -> Response
    {
        let store = pages.store
        let resolved = try await store.resolved(resource, context)
        let order = try ExportDesk.Order(resolved, format, query: request.query, store.catalogue(for: context), context)
        if let response = try await desk.answer(order, store, context) { return response }
        return NoticeCookie.redirect(
            request, to: "/exports",
            Notice("That is more than \(ExportDesk.atOnce) rows. The file is being made; it will be here."))
    }

    private static func own(_ context: Context) -> SQL {
        """
        select id, title, format, status, row_count, is_kept, created_at from exports
        where org_id = app_org() and member_id = \(context.actor.user) order by created_at desc, id desc limit 50
        """
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.page(request, context, [Self.own(context)]) { html, page, rows in
            try html.workspacePage(page, title: "Exports") {
                try html.div([
                    .class("stack"), .id("exports"), .hxGet("/exports"), .hxTrigger("every 5s"),
                    .hxSelect("#exports"), .hxSwap("outerHTML"),
                ]) {
                    guard !rows[0].isEmpty else {
                        return html.div(.class("panel")) {
                            html.emptyState(
                                .download, "No exports yet",
                                "Every list has Export above it: CSV or Excel, as it is seen.")
                        }
                    }
                    try table(html, page, rows[0])
                }
            }
        }
    }

    private func table(_ html: HTML, _ page: PageContext, _ rows: Rows) throws {
        let columns = [
            TableColumn("Records", .wide), TableColumn("Rows", .number), TableColumn("Made"), .actions,
        ]
        try html.dataTable(id: "rows", label: "Exports", columns: columns) {
            for row in rows {
                let status: String = try row.get("status")
                let format: String = try row.get("format")
                try html.tr {
                    try html.td { html.text("\(try row.get("title", as: String.self)) (\(format))") }
                    try html.td(.class("number")) { html.text(String(try row.get("row_count", as: Int.self))) }
                    try html.td { html.text(Moment.dayAndTime(try row.get("created_at"), page.context.zone)) }
                    try html.td(.class("actions")) {
                        if try row.get("is_kept") {
                            html.linkButton("Download", to: "/exports/\(try row.get("id", as: String.self))/file")
                        } else {
                            html.text(Self.words[status] ?? status)
                        }
                    }
                }
            }
        }
    }

    private static let words = [
        "streaming": "Being sent", "queued": "Waiting", "running": "Being made", "finished": "Downloaded",
        "broken": "Stopped before its end", "expired": "No longer kept",
    ]

    private func file(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Export> = try request.id()
        let rows = try await pages.store.database.query(
            context,
            """
            select title, format from exports
            where org_id = app_org() and id = \(id) and member_id = \(context.actor.user) and is_kept
            """)
        let row = try rows.one("export")
        guard let format = ExportFormat(rawValue: try row.get("format")) else { throw Problem.notFound("export") }
        return .file(
            desk.path(id, format, context.organisation), contentType: format.contentType,
            filename: ExportName.file(try row.get("title"), format), attachment: true)
    }
}
