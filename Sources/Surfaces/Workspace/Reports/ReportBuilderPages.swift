internal import Core
internal import Figures
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Where people put reports of their own together, and look at those they have kept.
struct ReportBuilderPages: Sendable {
    let pages: WorkspacePages

    private var store: RecordStore { pages.store }

    var routes: [Route] {
        [
            .signedIn(.get, "/reports/build", .staff) { try await build($0, $1) },
            .signedIn(.post, "/reports/build", .workers) { try await save($0, $1) },
            .signedIn(.get, "/reports/saved/{id}", .staff) { try await show($0, $1) },
            .signedIn(.post, "/reports/saved/{id}/delete", .workers) { try await delete($0, $1) },
        ]
    }

    // MARK: - Building

    private func build(_ request: Request, _ context: Context) async throws -> Response {
        var draft = ReportDraft(request.query)
        let resource = try await resource(&draft, context)
        var refusal: Problem?
        var summary: RecordSummary?
        do { summary = try await draft.summary(store, context) } catch let problem as Problem
            where problem.status == 400
        {
            // What does not fit yet is told beside the form, which keeps what has been chosen.
            refusal = problem
        }
        let (page, rows) = try await pages.read(request, context, summary.map { [$0.sql] } ?? [])
        let grid = try summary.map {
            try ReportGrid($0, rows[0], title: draft.title, drawing: draft.drawing, context)
        }
        let form = ReportBuilderForm(draft: draft, resource: resource, page: page, store: store)
        return pages.write(request) { html in
            html.workspacePage(
                page, title: "New report", heading: "New report", breadcrumbs: [Place("Reports", "/reports")],
                modules: ["charts.js"], libraries: ["chart.min.js"]
            ) {
                html.div(.class("split")) {
                    html.div(.class("stack")) { form.write(html, canSave: summary != nil) }
                    html.div(.class("stack")) {
                        if let refusal { html.callout(.bad, refusal.detail) }
                        self.result(html, page, grid)
                    }
                }
            }
        }
    }

    /// The records chosen; what belongs to others is forgotten when they change.
    private func resource(_ draft: inout ReportDraft, _ context: Context) async throws -> Resource? {
        guard !draft.resource.isEmpty else { return nil }
        let resource = try await store.resolved(
            try store.catalogue(for: context).resource(draft.resource, for: context.role), context)
        let groupable = RecordSummary.groupable(resource, context.role).map(\.name)
        if !groupable.contains(String(draft.groupBy.prefix { $0 != ":" })) { draft.groupBy = "" }
        if !groupable.contains(String(draft.thenBy.prefix { $0 != ":" })) { draft.thenBy = "" }
        let measured = draft.measure.drop { $0 != ":" }.dropFirst()
        if !measured.isEmpty, !RecordSummary.measurable(resource, context.role).contains(where: { $0.name == measured })
        {
            draft.measure = "count"
        }
        return resource
    }

    private func result(_ html: HTML, _ page: PageContext, _ grid: ReportGrid?) {
        guard let grid else {
            return html.div(.class("panel")) {
                html.emptyState(
                    .reports, "Choose what to count",
                    "Choose the records and what they are grouped by: the report appears here.")
            }
        }
        let view = ReportGridView(grid: grid, page: page)
        if grid.isEmpty {
            return html.div(.class("panel")) {
                html.emptyState(.reports, "Nothing to report", "No record fits the conditions.")
            }
        }
        if grid.drawing != nil {
            html.section(.class("panel panel-body"), .aria("label", "Chart")) { view.chart(html) }
        }
        view.table(html)
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let draft = ReportDraft(try request.form())
        return try await pages.act(request, back: "/reports/build\(draft.query)", to: "/reports", done: "Report kept") {
            guard try await draft.summary(store, context) != nil else {
                throw Problem.invalid("group_by", "required", "Choose what the records are grouped by.")
            }
            let resource = try store.catalogue(for: context).resource("saved_reports", for: context.role)
            _ = try await store.create(resource, draft.members, context)
        }
    }

    // MARK: - What was kept

    static func saved(_ id: Identifier) -> SQL {
        """
        select title, resource, filter, group_by, then_by, measure, drawing, is_shared, created_by = app_user() as is_own
        from saved_reports where org_id = app_org() and id = \(id) and deleted_at is null
        """
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: SavedReport.self)
        let row = try await store.database.query(context, Self.saved(id.value)).one("report")
        let draft = try ReportDraft(row)
        let isOwn: Bool = try row.get("is_own")
        let summary = try await draft.summary(store, context)
        let (page, rows) = try await pages.read(request, context, summary.map { [$0.sql] } ?? [])
        let grid = try summary.map {
            try ReportGrid($0, rows[0], title: draft.title, drawing: draft.drawing, context)
        }
        return pages.write(request) { html in
            html.workspacePage(
                page, title: draft.title, heading: draft.title, breadcrumbs: [Place("Reports", "/reports")],
                modules: ["charts.js"], libraries: ["chart.min.js"],
                summary: {
                    html.span(Words.label(draft.resource))
                    html.span(draft.isShared ? "Shown to everyone" : "Only for you")
                },
                actions: {
                    html.linkButton("CSV", to: "/reports/saved/\(id)/export.csv", icon: .download)
                    html.linkButton("Excel", to: "/reports/saved/\(id)/export.xlsx", icon: .download)
                    html.linkButton("Use as a start", to: "/reports/build\(draft.query)", icon: .copy)
                    if isOwn || Access.managers.allows(context.role), Access.workers.allows(context.role) {
                        html.postButton("Delete", to: "/reports/saved/\(id)/delete", .quiet)
                    }
                }
            ) { self.result(html, page, grid) }
        }
    }

    private func delete(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: SavedReport.self)
        let row = try await store.database.query(context, Self.saved(id.value)).one("report")
        guard try row.get("is_own") || Access.managers.allows(context.role) else {
            throw Problem.forbidden("Only whoever made a report, or a manager, deletes it.")
        }
        return try await pages.act(request, back: "/reports", done: "Report deleted") {
            let resource = try store.catalogue(for: context).resource("saved_reports", for: context.role)
            _ = try await store.delete(resource, id.value, context)
        }
    }
}

/// What the ids of kept reports stand for.
enum SavedReport {}
