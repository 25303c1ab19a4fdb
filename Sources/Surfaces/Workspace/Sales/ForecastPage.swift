internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What is expected to close, month by month, and how that has changed.
struct ForecastPage: Sendable {
    let pages: WorkspacePages
    let figures: any SalesFigures

    static let access: Access = [.sales, Access(.viewer)]
    private static let months = 6
    private static let historyDays = 92

    var routes: [Route] {
        [.signedIn(.get, "/forecast", Self.access) { try await show($0, $1) }]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let pipeline: ID<Pipeline>? = request.query["pipeline"].flatMap { ID($0) }
        let today = context.zone.local(context.now).date
        let period = SalesPeriod(
            from: today, through: today.adding(days: 1 - today.day).adding(months: Self.months - 1))
        let history = try await figures.history(
            period, pipeline: pipeline, since: today.adding(days: -Self.historyDays), context)
        let lastWeek = history.map(\.day).last { $0 <= today.adding(days: -7) }
        var before: [ForecastFigure]?
        if let lastWeek { before = try await figures.forecast(period, pipeline: pipeline, on: lastWeek, context) }
        let now = try await figures.forecast(period, pipeline: pipeline, on: nil, context)
        let grid = ForecastGrid(now, before: before, period: period, currency: context.currency)
        let pipelines: SQL = """
            select id, name from pipelines where org_id = app_org() and deleted_at is null order by position, id limit 50
            """
        return try await pages.page(request, context, [pipelines]) { html, page, rows in
            try html.workspacePage(
                page, title: "Forecast", modules: ["charts.js"], libraries: ["chart.min.js"],
                actions: { html.linkButton("Deals", to: "/deals", icon: .deals) }
            ) {
                try choice(html, rows[0], pipeline)
                if grid.sum.deals == 0 {
                    html.div(.class("panel")) {
                        html.emptyState(
                            .deals, "Nothing to forecast yet",
                            "Deals with a value and an expected close appear here by month.",
                            actions: { html.linkButton("Add deal", to: "/deals/new", .primary, icon: .add) })
                    }
                    return
                }
                ForecastView(grid: grid, history: history, lastWeek: lastWeek, today: today).write(html)
            }
        }
    }

    /// Which pipeline, where there are several.
    private func choice(_ html: HTML, _ rows: Rows, _ pipeline: ID<Pipeline>?) throws {
        guard rows.count > 1 else { return }
        let places = try rows.map { row in
            Place(try row.get("name"), "/forecast?pipeline=\(try row.get("id", as: Identifier.self))")
        }
        html.segmented(
            "Pipeline", [Place("All", "/forecast")] + places,
            current: pipeline.map { "/forecast?pipeline=\($0)" } ?? "/forecast")
    }
}
