/// Rows of cells; the header row comes again at the top of each page the table reaches.
public struct Table: Sendable {
    public struct Row: Sendable {
        /// One for each column; a missing one is empty.
        public let cells: [TextBlock]
        /// The line above the row; none if nil.
        public var ruleAbove: Color?
        public var background: Color?

        public init(_ cells: [TextBlock], ruleAbove: Color? = .hairline, background: Color? = nil) {
            self.cells = cells
            self.ruleAbove = ruleAbove
            self.background = background
        }
    }

    public var widths: [ColumnWidth]
    public var header: Row?
    public var rows: [Row]
    /// Points between columns.
    public var gap = 12.0
    /// Points above and below the text of each row.
    public var padding = 6.0

    public init(widths: [ColumnWidth], header: Row? = nil, rows: [Row]) {
        self.widths = widths
        self.header = header
        self.rows = rows
    }
}
