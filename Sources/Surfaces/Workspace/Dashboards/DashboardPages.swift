internal import Core
internal import Figures
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// Figures and charts that are looked at together; everything on one is read in one round trip.
struct DashboardPages: Sendable {
    let pages: WorkspacePages
    let book: FigureBook

    var routes: [Route] { [.signedIn(.get, "/dashboards/{name}", .staff) { try await show($0, $1) }] }

    /// The statements of a dashboard's figures and reports, in their order: for measuring them too.
    static func reads(_ figures: [Figure], _ reports: [Report], _ scope: FigureScope) -> [SQL] {
        figures.map { $0.sql(scope) } + reports.map { $0.sql(scope) }
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let dashboard = try book.dashboard(try request.parameter("name"), for: context)
        let asked = try FigureRequest(request, context, standard: dashboard.period)
        let scope = asked.scope(context)
        let figures = dashboard.figures.compactMap { book.figure($0, for: context) }
        let reports = dashboard.reports.compactMap { name in
            book.reports.first { $0.name == name && book.allows($0, context) }
        }
        let targets: SQL = "select figure, target from figure_targets where org_id = app_org() and deleted_at is null"
        return try await pages.page(request, context, [targets] + Self.reads(figures, reports, scope)) {
            html, page, rows in
            var target: [String: Double] = [:]
            for row in rows[0] { target[try row.get("figure")] = try row.get("target") }
            let cards = try figures.enumerated().map { index, figure in
                FigureCard(
                    reading: try FigureReading(figure, rows[index + 1], scope), scope: scope,
                    target: target[figure.name])
            }
            try html.workspacePage(
                page, title: dashboard.title, heading: dashboard.title, breadcrumbs: [Place("Reports", "/reports")],
                modules: ["charts.js"], libraries: ["chart.min.js"]
            ) {
                html.tabs(
                    "Dashboards",
                    book.dashboards.filter { $0.access.allows(context.role) }
                        .map { Place($0.title, "/dashboards/\($0.name)") },
                    current: "/dashboards/\(dashboard.name)")
                try PeriodBar(page: page, asked: asked).write(html)
                html.stats(columns: 4) { for card in cards { card.write(html) } }
                try html.div(.class("charts")) {
                    for (index, report) in reports.enumerated() {
                        let grid = try ReportGrid(report, rows[1 + figures.count + index], scope)
                        panel(html, report, ReportGridView(grid: grid, page: page), asked)
                    }
                }
            }
        }
    }

    private func panel(_ html: HTML, _ report: Report, _ view: ReportGridView, _ asked: FigureRequest) {
        html.panel(
            report.title,
            actions: {
                html.linkButton(
                    "Open", to: "/reports/\(report.name)\(asked.query)", .quiet, icon: .arrowRight, size: .small)
            }
        ) {
            if view.grid.isEmpty {
                html.emptyState(
                    .reports, "Nothing to show",
                    report.hasPeriod ? "There is nothing in these days." : "There is nothing yet.")
            } else {
                view.chart(html)
            }
        }
    }
}
