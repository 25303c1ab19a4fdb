public import Core
public import Postgres

/// A table of numbers with its chart, defined once: page, chart, drill-down and exports come from it.
public struct Report: Sendable {
    public struct Column: Sendable {
        public enum Kind: String, Sendable {
            case text, date, month, count, money, percent, days
        }
        /// As the statement calls it.
        public let name: String
        public let title: String
        public let kind: Kind
        /// Whether the chart draws it.
        public let isCharted: Bool

        public init(_ name: String, _ title: String, _ kind: Kind, charted: Bool = false) {
            self.name = name
            self.title = title
            self.kind = kind
            isCharted = charted
        }

        public var isNumeric: Bool { ![.text, .date, .month].contains(kind) }
    }

    /// The drawing above the table.
    public enum Drawing: String, Sendable {
        case line, bar, stacked, horizontal
    }

    /// What a report can be narrowed by: the statement gives `value` and `label`.
    public struct Filter: Sendable {
        public let name: String
        public let title: String
        public let options: SQL

        public init(_ name: String, _ title: String, options: SQL) {
            self.name = name
            self.title = title
            self.options = options
        }
    }

    /// `pipeline-by-stage`
    public let name: String
    public let title: String
    /// What it tells, in a sentence.
    public let about: String
    /// Groups the list of reports: "Sales".
    public let group: String
    public let access: Access
    /// The first names the row.
    public let columns: [Column]
    public let drawing: Drawing?
    /// Whether it is about a period; others tell how things stand.
    public let hasPeriod: Bool
    public let filters: [Filter]
    /// Rows with the columns' names, `currency` where there is money, and `path` for the list behind a row. At most
    /// `limit` are shown.
    public let sql: @Sendable (FigureScope) -> SQL

    public static let limit = 1000

    public init(
        _ name: String, _ title: String, about: String, group: String, access: Access = .staff, columns: [Column],
        drawing: Drawing? = nil, hasPeriod: Bool = true, filters: [Filter] = [],
        sql: @escaping @Sendable (FigureScope) -> SQL
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.group = group
        self.access = access
        self.columns = columns
        self.drawing = drawing
        self.hasPeriod = hasPeriod
        self.filters = filters
        self.sql = { .plannedAnew(sql($0)) }
    }
}
