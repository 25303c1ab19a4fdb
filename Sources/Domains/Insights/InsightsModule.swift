internal import Core
public import Figures
public import Modules
public import Postgres
internal import Records

/// What the business looks like in numbers: figures, reports and dashboards over all domains, which it reads and never
/// writes.
public enum InsightsModule {
    /// Throws if a schedule is malformed, which a test rules out.
    public static func module() throws -> Module {
        var module = Module("Insights")
        let figures = book.figures.map { Choice($0.name, $0.title) }
        module.resources = [SavedReportResource.resource, FigureTargetResource.resource(figures)]
        module.constraintMessages = [
            "figure_targets_figure_key": .init(
                "figure", "taken", "This figure has a target already. Change that one instead.")
        ]
        module.jobs = { [AddTalliesUp.kind($0)] }
        module.cron = [try AddTalliesUp.schedule()]
        return module
    }

    /// Adds up the lines that changes have left in an organisation's tallies: what the job does each hour.
    public static let addTalliesUp = AddTalliesUp.sql

    /// Every figure, report and dashboard.
    public static let book = FigureBook(
        figures: SalesFigures.all + CustomerFigures.all + BillingFigures.all + CallFigures.all + VisitFigures.all,
        reports: SalesReports.all + CustomerReports.all + BillingReports.all + VisitReports.all,
        dashboards: Dashboards.all,
        resources: [
            "billing": ["invoices", "payments"], "calls": ["calls"], "customers": ["customers"],
            "sales": ["deals", "leads"], "visits": ["appointments"],
        ])
}
