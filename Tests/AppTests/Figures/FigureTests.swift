import Core
import Figures
import HTTP
import Insights
import Postgres
import TestSupport
import Testing

@testable import App

/// Every figure, report and dashboard, for every period.
@Suite struct FigureTests {
    @Test func every_statement_is_answered_for_every_period_and_filter() async throws {
        try await TestProgram.with { program in
            let context = TestDatabase.context(program.ours)
            let today = context.zone.local(context.now).date
            let book = InsightsModule.book
            for name in Period.Name.allCases {
                let scope = FigureScope(context, Period(name, today: today))
                let rows = try await program.application.database.batch(
                    context, book.figures.map { $0.sql(scope) } + book.reports.map { $0.sql(scope) })
                for (figure, rows) in zip(book.figures, rows) {
                    _ = try FigureReading(figure, rows, scope)
                }
            }
            for report in book.reports {
                for filter in report.filters {
                    _ = try await program.application.database.read(context, filter.options)
                }
                let ids = Dictionary(
                    uniqueKeysWithValues: report.filters.map { ($0.name, context.newID(Customer.self).description) })
                let scope = FigureScope(context, Period(.last30, today: today), filters: ids)
                _ = try await program.application.database.read(context, report.sql(scope))
            }
        }
    }

    @Test func dashboards_name_only_what_there_is() throws {
        let book = InsightsModule.book
        for dashboard in book.dashboards {
            for role in dashboard.access.roles {
                let context = TestDatabase.context(TestDatabase.id(1), role: role)
                for name in dashboard.figures { #expect(book.figure(name, for: context) != nil, "\(name)") }
                for name in dashboard.reports { _ = try book.report(name, for: context) }
            }
        }
    }
}
