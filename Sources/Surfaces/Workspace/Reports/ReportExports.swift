internal import Core
internal import Exports
internal import Figures
internal import HTTP
internal import Postgres
internal import Records

/// Reports as files, with exactly the rows that the page shows, to those who may see the page.
struct ReportExports: Sendable {
    let pages: WorkspacePages
    let book: FigureBook
    let desk: ExportDesk

    private var store: RecordStore { pages.store }

    var routes: [Route] {
        ExportFormat.allCases.flatMap { format -> [Route] in
            [
                .signedIn(.get, "/reports/{name}/export.\(format.rawValue)", .staff) {
                    try await report(format, $0, $1)
                },
                .signedIn(.get, "/reports/saved/{id}/export.\(format.rawValue)", .staff) {
                    try await saved(format, $0, $1)
                },
            ]
        }
    }

    private func report(_ format: ExportFormat, _ request: Request, _ context: Context) async throws -> Response {
        let report = try book.report(try request.parameter("name"), for: context)
        let asked = try FigureRequest(request, context, standard: .last12Months, filters: report.filters)
        let scope = asked.scope(context)
        let rows = try await store.database.read(context, report.sql(scope))
        return try await desk.answer(try ReportGrid(report, rows, scope).exported, format, store, context)
    }

    private func saved(_ format: ExportFormat, _ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: SavedReport.self)
        let draft = try ReportDraft(
            try await store.database.query(context, ReportBuilderPages.saved(id.value)).one("report"))
        guard let summary = try await draft.summary(store, context) else { throw Problem.notFound("report") }
        let rows = try await store.database.read(context, summary.sql)
        let grid = try ReportGrid(summary, rows, title: draft.title, drawing: draft.drawing, context)
        return try await desk.answer(grid.exported, format, store, context)
    }
}

extension ReportGrid {
    /// The rows as a table to export.
    var exported: ExportTable {
        ExportTable(
            title, columns: columns.map { ExportColumn($0.title, Self.exportKind($0.kind)) },
            rows: lines.map { $0.cells.map(\.exported) })
    }

    private static func exportKind(_ kind: Report.Column.Kind) -> ExportColumn.Kind {
        switch kind {
        case .text: .text
        case .date, .month: .date
        case .count, .days: .number
        case .percent: .percent
        case .money: .money
        }
    }
}

extension ReportGrid.Cell {
    fileprivate var exported: ExportValue {
        switch self {
        case .none: .none
        case .text(let text): .text(text)
        case .day(let day), .month(let day): .date(day)
        case .money(let money): .money(money)
        case .count(let number), .percent(let number), .days(let number):
            number == number.rounded() && number.magnitude < 1e15 ? .integer(Int64(number)) : .decimal(String(number))
        }
    }
}
