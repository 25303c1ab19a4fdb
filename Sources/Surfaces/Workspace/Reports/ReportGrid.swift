internal import Core
internal import Figures
internal import Interface
internal import Postgres
internal import Records

/// The rows of a report with their values: what table, chart and export are made of.
struct ReportGrid {
    struct Column {
        let title: String
        let kind: Report.Column.Kind
        let isCharted: Bool
        var isNumeric: Bool { ![.text, .date, .month].contains(kind) }
    }

    enum Cell: Hashable {
        case none
        case text(String)
        case day(LocalDate)
        case month(LocalDate)
        case count(Double)
        case money(Money)
        case percent(Double)
        case days(Double)

        /// As people write it.
        func words(_ page: PageContext) -> String {
            let currency = page.context.currency
            return switch self {
            case .none: "—"
            case .text(let text): text
            case .day(let day): Moment.day(day, thisYear: page.zone.local(page.now).date.year)
            case .month(let day): Moment.month(day)
            case .count(let number): FigureReading.words(number, .count, currency)
            case .money(let money): money.description
            case .percent(let number): FigureReading.words(number, .percent, currency)
            case .days(let number): FigureReading.words(number, .days, currency)
            }
        }

        /// The number that a chart draws: money in whole units.
        var number: Double {
            switch self {
            case .none, .text, .day, .month: 0
            case .count(let number), .percent(let number), .days(let number): number
            case .money(let money):
                Double(money.minor) / (0..<money.currency.digits).reduce(1.0) { value, _ in value * 10 }
            }
        }
    }

    struct Line {
        let cells: [Cell]
        /// The list behind it.
        let path: String?
    }

    let name: String
    let title: String
    let drawing: Report.Drawing?
    let columns: [Column]
    let lines: [Line]

    var isEmpty: Bool { lines.isEmpty }
}

extension ReportGrid {
    /// What a report's statement answered. Throws `PostgresError`.
    init(_ report: Report, _ rows: Rows, _ scope: FigureScope) throws {
        let context = scope.context
        name = report.name
        title = report.title
        drawing = report.drawing
        columns = report.columns.map { Column(title: $0.title, kind: Self.kind($0, scope), isCharted: $0.isCharted) }
        let hasPath = rows.column("path") != nil
        lines = try rows.map { row in
            Line(
                cells: try report.columns.map { try Self.cell($0.name, Self.kind($0, scope), row, context) },
                path: hasPath ? try row.optional("path") : nil)
        }
    }

    /// A point of a chart that stands for a month is called by its month.
    private static func kind(_ column: Report.Column, _ scope: FigureScope) -> Report.Column.Kind {
        column.kind == .date && column.name == "bucket" && scope.period.grain == .month ? .month : column.kind
    }

    private static func cell(_ name: String, _ kind: Report.Column.Kind, _ row: Row, _ context: Context) throws -> Cell
    {
        guard let position = row.rows.column(name), !row.rows.isNull(row.index, position) else { return .none }
        switch kind {
        case .text:
            let text: String = try row.get(name)
            // Stored words such as `call` begin with a capital when they stand alone.
            return .text(["source", "category", "status"].contains(name) ? Words.label(text) : text)
        case .date: return .day(try row.get(name))
        case .month: return .month(try row.get(name))
        case .count: return .count(try row.get(name))
        case .percent: return .percent(try row.get(name))
        case .days: return .days(try row.get(name))
        case .money:
            let own: Currency? = row.rows.column("currency") == nil ? nil : try row.optional("currency")
            return .money(Money(minor: Int64(try row.get(name, as: Double.self).rounded()), own ?? context.currency))
        }
    }
}

extension ReportGrid {
    /// More values of a second group than this are put together as "Others": a chart of more says nothing.
    private static let seriesLimit = 8

    /// What a summary answered: one row for each value of the first group, one column for each of the second.
    init(_ summary: RecordSummary, _ rows: Rows, title: String, drawing: String, _ context: Context) throws {
        name = "summary"
        self.title = title
        self.drawing = Report.Drawing(rawValue: drawing)
        let kind = Self.kind(summary.measure)
        let measureTitle = Self.title(summary)
        let entries = try rows.map { row in
            (
                first: try Self.key(summary.groups[0], row, "group_0"),
                second: summary.groups.count > 1 ? try Self.key(summary.groups[1], row, "group_1") : nil,
                value: try Self.value(kind, row, context)
            )
        }
        let axis = Column(
            title: summary.groups[0].field.label, kind: summary.groups[0].width == nil ? .text : .date, isCharted: false
        )
        guard summary.groups.count > 1 else {
            columns = [axis, Column(title: measureTitle, kind: kind, isCharted: true)]
            lines = entries.map { Line(cells: [$0.first, $0.value], path: nil) }
            return
        }
        var seen: [Cell] = []
        for entry in entries { if let second = entry.second, !seen.contains(second) { seen.append(second) } }
        let series = Array(seen.prefix(Self.seriesLimit))
        let hasOthers = seen.count > series.count
        var order: [Cell] = []
        var cells: [Cell: [Cell]] = [:]
        for entry in entries {
            if cells[entry.first] == nil {
                order.append(entry.first)
                cells[entry.first] = Array(repeating: .none, count: series.count + (hasOthers ? 1 : 0))
            }
            let place = entry.second.flatMap(series.firstIndex(of:)) ?? series.count
            let before = cells[entry.first]?[place] ?? .none
            cells[entry.first]?[place] = before.adding(entry.value)
        }
        let titles = series.map { cell in if case .text(let text) = cell { text } else { "\(cell)" } }
        columns =
            [axis]
            + (titles + (hasOthers ? ["Others"] : [])).map { Column(title: $0, kind: kind, isCharted: true) }
        lines = order.map { Line(cells: [$0] + (cells[$0] ?? []), path: nil) }
    }

    private static func kind(_ measure: RecordSummary.Measure) -> Report.Column.Kind {
        if case .money = measure.field?.kind { .money } else { .count }
    }

    private static func title(_ summary: RecordSummary) -> String {
        guard let field = summary.measure.field, let aggregate = summary.measure.aggregate else { return "Records" }
        return switch aggregate {
        case .sum: field.label
        case .avg: "\(field.label), mean"
        case .min: "\(field.label), least"
        case .max: "\(field.label), most"
        }
    }

    private static func key(_ group: RecordSummary.Group, _ row: Row, _ name: String) throws -> Cell {
        guard let text: String = try row.optional(name) else { return .text("None") }
        if let width = group.width, let day = LocalDate(text) {
            switch width {
            case "month": return .month(day)
            case "quarter": return .text("Q\((day.month + 2) / 3) \(day.year)")
            case "year": return .text(String(day.year))
            default: return .day(day)
            }
        }
        switch group.field.kind {
        case .choice(let choices): return .text(choices.first { $0.value == text }?.label ?? Words.label(text))
        case .boolean: return .text(text == "true" ? "Yes" : "No")
        default: return .text(text)
        }
    }

    private static func value(_ kind: Report.Column.Kind, _ row: Row, _ context: Context) throws -> Cell {
        guard let value: Double = try row.optional("value") else { return .none }
        guard kind == .money else { return .count(value) }
        let currency: Currency? = row.rows.column("currency") == nil ? nil : try row.optional("currency")
        return .money(Money(minor: Int64(value.rounded()), currency ?? context.currency))
    }
}

extension ReportGrid.Cell {
    /// The sum of two numbers of one kind; different money is not added up, the later stays.
    fileprivate func adding(_ other: Self) -> Self {
        switch (self, other) {
        case (.count(let a), .count(let b)): .count(a + b)
        case (.money(let a), .money(let b)) where a.currency == b.currency:
            .money(Money(minor: a.minor + b.minor, a.currency))
        default: other
        }
    }
}
