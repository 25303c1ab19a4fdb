internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Widgets on the organisation's own pages: `/settings/widgets`.
struct WidgetPages: Sendable {
    let pages: WorkspacePages
    /// Mainline's address as people reach it, for the snippet.
    let publicURL: String

    static let path = SettingsPlace.widgets.path
    private static let resource = WidgetResource.resource

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await list($0, $1) },
            .signedIn(.get, Self.path + "/new", .admins) { try await form($0, $1) },
            .signedIn(.post, Self.path + "/new", .admins) { try await create($0, $1) },
            .signedIn(.get, Self.path + "/{id}", .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/{id}", .admins) { try await change($0, $1) },
            .signedIn(.post, Self.path + "/{id}/rotate", .admins) { try await rotate($0, $1) },
            .signedIn(.post, Self.path + "/{id}/delete", .admins) { try await remove($0, $1) },
        ]
    }

    private static let select: SQL = """
        select w.id, w.name, w.origins, w.is_active, w.token_minutes, w.visit_hours, w.generation, w.previous_until,
          w.version, w.created_at, u.last_used_at, u.last_origin, coalesce(u.tokens, 0) as tokens
        from widgets w left join widget_uses u on u.org_id = w.org_id and u.widget_id = w.id
        where w.org_id = app_org() and w.deleted_at is null
        """

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let statement = Self.select + " order by w.created_at desc, w.id desc limit 200"
        return try await pages.page(request, context, [statement]) { html, page, rows in
            let widgets = try rows[0].map(WidgetRow.init)
            html.settingsPage(
                page, .widgets,
                actions: { html.linkButton("Add widget", to: Self.path + "/new", .primary, icon: .add) }
            ) {
                if widgets.isEmpty {
                    html.emptyState(
                        .globe, "No widgets yet", "A widget lets visitors of your own web site ask to be called back."
                    ) { html.linkButton("Add widget", to: Self.path + "/new", .primary, icon: .add) }
                } else {
                    table(html, page, widgets)
                }
            }
        }
    }

    private func table(_ html: HTML, _ page: PageContext, _ widgets: [WidgetRow]) {
        let columns = [
            TableColumn("Widget", .wide), TableColumn("Origins", .optional), TableColumn("Last used"),
            TableColumn("Tokens", .number), TableColumn("State"),
        ]
        html.dataTable(id: "widgets", label: "Widgets", columns: columns) {
            for widget in widgets {
                html.tr {
                    html.linkCell(widget.name, to: "\(Self.path)/\(widget.id)")
                    html.cell(widget.origins.joined(separator: ", "), optional: true)
                    html.td {
                        if let used = widget.lastUsedAt {
                            html.relativeTime(used, page)
                            if let origin = widget.lastOrigin { html.div(.class("muted truncate"), origin) }
                        } else {
                            html.span(.class("muted"), "Never")
                        }
                    }
                    html.numberCell(Grouped(widget.tokens))
                    html.td { widget.isActive ? html.status("On", .good) : html.status("Off") }
                }
            }
        }
    }

    private func form(_ request: Request, _ context: Context) async throws -> Response {
        let (page, _) = try await pages.read(request, context)
        return pages.write(request) { WidgetForm(page: page).writePage($0) }
    }

    private func create(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        do {
            let made = try await pages.store.create(Self.resource, WidgetForm.members(form), context)
            let path = "\(Self.path)/\(made["id"]?.string ?? "")"
            return NoticeCookie.redirect(request, to: path, Notice("Widget added"))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            let (page, _) = try await pages.read(request, context)
            var response = pages.write(request) { WidgetForm(page: page, sent: form, problem: problem).writePage($0) }
            response.status = problem.status
            return response
        }
    }

    private func show(
        _ request: Request, _ context: Context, sent: Fields? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let id = try request.id(of: Widget.self)
        var response = try await pages.page(request, context, [Self.select + " and w.id = \(id)"]) { html, page, rows in
            let widget = try WidgetRow(rows[0].one("widget"))
            WidgetView(widget: widget, page: page, publicURL: publicURL, sent: sent, problem: problem).write(html)
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let id = try request.id(of: Widget.self).value
        do {
            _ = try await pages.store.update(
                Self.resource, id, WidgetForm.members(form), context, version: form["version"].flatMap { Int64($0) })
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, sent: form, problem: problem)
        }
        return NoticeCookie.redirect(request, to: request.path, Notice("Widget saved"))
    }

    private func rotate(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let overlap = try request.form()["overlap_minutes"].flatMap { Int64($0) } ?? 15
        return try await pages.act(
            request, back: "\(Self.path)/\(id)", done: overlap == 0 ? "All tokens have ended" : "Tokens are signed anew"
        ) {
            _ = try await pages.store.perform(
                "widgets.rotate", ["widget": .string(id), "overlap_minutes": .int(overlap)], context)
        }
    }

    private func remove(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Widget.self).value
        return try await pages.act(request, back: Self.path, done: "Widget deleted") {
            try await pages.store.delete(Self.resource, id, context)
        }
    }
}

/// A widget as its pages show it.
struct WidgetRow {
    let id: Identifier
    let name: String
    let origins: [String]
    let isActive: Bool
    let tokenMinutes: Int
    let visitHours: Int
    let previousUntil: Instant?
    let version: Int
    let createdAt: Instant
    let lastUsedAt: Instant?
    let lastOrigin: String?
    let tokens: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        origins = try row.get("origins")
        isActive = try row.get("is_active")
        tokenMinutes = try row.get("token_minutes")
        visitHours = try row.get("visit_hours")
        previousUntil = try row.optional("previous_until")
        version = try row.get("version")
        createdAt = try row.get("created_at")
        lastUsedAt = try row.optional("last_used_at")
        lastOrigin = try row.optional("last_origin")
        tokens = try row.get("tokens")
    }
}
