internal import Core
internal import Figures
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The list of reports, and each with its chart, its table and its exports.
struct ReportPages: Sendable {
    let pages: WorkspacePages
    let book: FigureBook

    var routes: [Route] {
        [
            .signedIn(.get, "/reports", .staff) { try await index($0, $1) },
            .signedIn(.get, "/reports/figures", .staff) { try await figures($0, $1) },
            .signedIn(.get, "/reports/{name}", .staff) { try await show($0, $1) },
        ]
    }

    // MARK: - The list

    private func index(_ request: Request, _ context: Context) async throws -> Response {
        let saved: SQL = """
            select id, title, resource, is_shared, created_by = app_user() as is_own from saved_reports
            where org_id = app_org() and deleted_at is null order by created_at desc, id desc limit 200
            """
        return try await pages.page(request, context, [saved]) { html, page, rows in
            try html.workspacePage(
                page, title: "Reports",
                actions: {
                    html.linkButton("How figures are worked out", to: "/reports/figures", .quiet, icon: .help)
                    html.linkButton("New report", to: "/reports/build", .primary, icon: .add)
                }
            ) {
                dashboards(html, context)
                let reports = book.reports.filter { book.allows($0, context) }
                var groups: [String] = []
                for report in reports where !groups.contains(report.group) { groups.append(report.group) }
                try html.div(.class("report-groups")) {
                    for group in groups {
                        html.panel(group, padded: false) {
                            html.ul(.class("work-list")) {
                                for report in reports where report.group == group {
                                    html.workItem(
                                        .reports, report.title, to: "/reports/\(report.name)", detail: report.about)
                                }
                            }
                        }
                    }
                    try self.saved(html, rows[0])
                }
            }
        }
    }

    private func dashboards(_ html: HTML, _ context: Context) {
        html.nav(.class("row-group"), .aria("label", "Dashboards")) {
            for dashboard in book.dashboards where dashboard.access.allows(context.role) {
                html.linkButton(dashboard.title, to: "/dashboards/\(dashboard.name)", icon: .reports)
            }
        }
    }

    private func saved(_ html: HTML, _ rows: Rows) throws {
        try html.panel("Your own", padded: false) {
            if rows.isEmpty {
                return html.emptyState(
                    .reports, "No reports of your own yet",
                    "Put one together: choose the records, what they are grouped by and what is counted.")
            }
            try html.ul(.class("work-list")) {
                for row in rows {
                    let isShared: Bool = try row.get("is_shared")
                    html.workItem(
                        .reports, try row.get("title", as: String.self),
                        to: "/reports/saved/\(try row.get("id", as: Identifier.self))",
                        detail: [
                            Words.label(try row.get("resource")), isShared ? "shown to everyone" : "only for you",
                        ].joined(separator: " · "))
                }
            }
        }
    }

    // MARK: - One report

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let report = try book.report(try request.parameter("name"), for: context)
        let asked = try FigureRequest(request, context, standard: .last12Months, filters: report.filters)
        let scope = asked.scope(context)
        return try await pages.page(request, context, [report.sql(scope)] + report.filters.map(\.options)) {
            html, page, rows in
            let view = ReportGridView(grid: try ReportGrid(report, rows[0], scope), page: page)
            try html.workspacePage(
                page, title: report.title, heading: report.title, breadcrumbs: [Place("Reports", "/reports")],
                modules: ["charts.js"], libraries: ["chart.min.js"], summary: { html.span(report.about) },
                actions: { exports(html, report, asked) }
            ) {
                try PeriodBar(
                    page: page, asked: asked, hasPeriod: report.hasPeriod,
                    filters: report.filters.enumerated().map { ($1, rows[$0 + 1]) }
                ).write(html)
                if view.grid.isEmpty {
                    return html.div(.class("panel")) {
                        html.emptyState(
                            .reports, "Nothing to report", "There is nothing in these days. Try a longer period.")
                    }
                }
                if report.drawing != nil {
                    html.section(.class("panel panel-body"), .aria("label", "Chart")) { view.chart(html) }
                }
                view.table(html)
            }
        }
    }

    private func exports(_ html: HTML, _ report: Report, _ asked: FigureRequest) {
        html.linkButton("CSV", to: "/reports/\(report.name)/export.csv\(asked.query)", icon: .download)
        html.linkButton("Excel", to: "/reports/\(report.name)/export.xlsx\(asked.query)", icon: .download)
    }

    // MARK: - Definitions

    private func figures(_ request: Request, _ context: Context) async throws -> Response {
        let targets: SQL = "select figure, target from figure_targets where org_id = app_org() and deleted_at is null"
        return try await pages.page(request, context, [targets]) { html, page, rows in
            var target: [String: Double] = [:]
            for row in rows[0] { target[try row.get("figure")] = try row.get("target") }
            html.workspacePage(
                page, title: "Figures", heading: "How figures are worked out",
                breadcrumbs: [Place("Reports", "/reports")],
                actions: {
                    if Access.managers.allows(context.role) {
                        html.linkButton("Targets", to: "/figure-targets", icon: .flag)
                    }
                }
            ) {
                let columns = [
                    TableColumn("Figure"), TableColumn("How", .wide), TableColumn("Better"),
                    TableColumn("Answers for it", .optional), TableColumn("Target a month", .number),
                ]
                html.dataTable(id: "figures", label: "Figures", columns: columns) {
                    for figure in book.figures where book.allows(figure.access, figure.name, context) {
                        html.tr {
                            html.th(.scope("row"), figure.title)
                            html.td(.class("wide wraps"), figure.formula)
                            html.td(figure.wanted == .less ? "Less" : figure.wanted == .more ? "More" : "—")
                            html.td(.class("optional"), figure.answers)
                            html.numberCell(target[figure.name].map { Targets.words($0, figure, context) } ?? "—")
                        }
                    }
                }
            }
        }
    }
}
