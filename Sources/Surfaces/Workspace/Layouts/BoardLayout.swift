internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Records as cards in columns, one for each value of a choice or each record referred to.
struct BoardLayout: RecordLayout {
    /// Cards of a column before "more".
    static let pageSize = 50

    private let asked: LayoutRequest
    private let board: Presentation.Board
    private let columns: BoardColumns
    private let query: RecordQuery
    private let cards: BoardCards

    let modules = ["board.js"]
    let libraries = ["sortable.min.js"]

    /// Throws `Problem` 404 where the role may not see what the columns are.
    init(_ asked: LayoutRequest, _ board: Presentation.Board) throws {
        self.asked = asked
        self.board = board
        columns = try BoardColumns(asked, board)
        cards = BoardCards(asked, board)
        query = try asked.records(cards.fields, order: board.order, limit: Self.pageSize)
    }

    var reads: [SQL] {
        let amount = board.total.flatMap { asked.field($0) }
        return columns.reads + [query.select(in: columns.groups), query.totals(in: columns.groups, of: amount)]
    }

    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws {
        let read = columns.reads.count
        let shown = try columns.columns(Array(rows.prefix(read)))
        let found = Dictionary(grouping: try keyed(rows[read]), by: \.key)
        let totals = try BoardTotals(rows[read + 1], page.context.currency)
        if let scopes = try columns.scopes(Array(rows.prefix(read))) { writeScopes(html, scopes) }
        guard !shown.isEmpty else {
            return html.div(.class("panel")) {
                html.emptyState(.board, "No columns", "There is nothing to sort these into yet.")
            }
        }
        try html.board(
            id: "board", label: "\(asked.resource.title) by \(columns.field.label.lowercased())",
            movePath: mayMove ? asked.path + "/board/move" : nil
        ) {
            for column in shown {
                try write(html, page, column, found[column.key]?.map(\.row) ?? [], totals[column.key])
            }
        }
    }

    private var mayMove: Bool {
        guard let name = board.moveAction else { return asked.maySet(columns.field) }
        return asked.catalogue.actions[name]?.access.allows(asked.context.role) ?? false
    }

    private func keyed(_ rows: Rows) throws -> [(key: String, row: Row)] {
        try (0..<rows.count).map { (try rows[$0].get("group_key"), rows[$0]) }
    }

    private func write(
        _ html: HTML, _ page: PageContext, _ column: BoardColumn, _ rows: [Row], _ total: BoardTotals.Total
    ) throws {
        try html.boardColumn(
            id: column.key, column.title, tone: column.tone, count: total.count,
            isMore: total.count > RecordQuery.groupCeiling, total: total.words
        ) {
            for row in rows.prefix(Self.pageSize) { try cards.write(html, page, row) }
            if rows.count > Self.pageSize {
                let cursor = try query.cursor(after: rows[Self.pageSize - 1], leading: 1)
                cards.writeMore(html, column: column.key, after: cursor)
            }
        }
    }

    private func writeScopes(_ html: HTML, _ scopes: BoardColumns.Scopes) {
        html.form(.class("toolbar"), .action(asked.path)) {
            for pair in asked.state.pairs(asked.resource) where pair.name != "layout" {
                html.hiddenField(pair.name, pair.value)
            }
            html.hiddenField("layout", "board")
            html.label(.class("row-group")) {
                html.span(.class("muted"), scopes.label)
                html.select([.class("select"), .name("scope"), .data("submits")]) {
                    html.options(scopes.options, value: scopes.current)
                }
            }
            html.noscript { html.submitButton("Show", .secondary) }
        }
    }
}

/// Counts and sums above the columns.
struct BoardTotals {
    struct Total {
        var count = 0
        /// `$5,400.00`, or one for each currency.
        var words: String?
    }

    private var totals: [String: Total] = [:]

    init(_ rows: Rows, _ currency: Currency) throws {
        for index in 0..<rows.count {
            let row = rows[index]
            let key: String = try row.get("group_key")
            var total = totals[key] ?? Total()
            total.count += try row.get("count", as: Int.self)
            if let sum: Int64 = try row.optional("total") {
                let own: Currency? = try row.optional("currency")
                let words = Money(minor: sum, own ?? currency).description
                total.words = total.words.map { "\($0) + \(words)" } ?? words
            }
            totals[key] = total
        }
    }

    subscript(key: String) -> Total { totals[key] ?? Total() }

    var isEmpty: Bool { totals.isEmpty }
}
