internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The cards of a board: title, facts, and below the owner and whether the record is stalled.
struct BoardCards: Sendable {
    private let asked: LayoutRequest
    private let board: Presentation.Board
    private let facts: [Field]
    private let owner: Field?

    init(_ asked: LayoutRequest, _ board: Presentation.Board) {
        self.asked = asked
        self.board = board
        let shown = board.card.compactMap { asked.field($0) }
        owner = shown.first { $0.referenceTarget == "members" }
        facts = shown.filter { $0.referenceTarget != "members" && $0.name != asked.resource.titleField }
    }

    /// What a card needs read.
    var fields: [String] {
        facts.map(\.name) + [owner?.name, board.stalled, board.field].compactMap { $0 }
    }

    func write(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let id = try row.get("id", as: Identifier.self).description
        let cells = RecordCell(html: html, page: page)
        let title = try row.optional(asked.resource.titleField, as: String.self) ?? ""
        let isStalled = try stalled(row)
        let person = try owner.flatMap { try name(of: $0, row) }
        try html.boardCard(
            id: id, title.isEmpty ? asked.presentation.untitled : title, to: "\(asked.path)/\(id)",
            facts: {
                for field in facts where try hasValue(field, row) {
                    try html.span(.class(field.isNumeric ? "board-fact number" : "board-fact")) {
                        switch field.kind {
                        case .number, .percent, .date, .timestamp: html.span(.class("muted"), field.label + " ")
                        case .money: html.span(.class("visually-hidden"), field.label + " ")
                        default: break
                        }
                        try cells.value(field, row, plain: true)
                    }
                }
                if isStalled {
                    html.badge(
                        mark?.label ?? "Stalled", mark?.tone.flatMap(Tone.init(rawValue:)) ?? .warn, icon: .clock)
                }
            }, owner: person)
    }

    /// The way to the cards after these. Without scripts it leads to the column as a list.
    func writeMore(_ html: HTML, column: String, after cursor: Cursor) {
        let more = asked.address([("part", column), ("after", cursor.text)], layout: "board", below: "/board")
        let list = asked.address([(board.field, "eq." + column)], layout: "table")
        html.li(.class("board-more")) {
            html.linkButton(
                "Show more", to: list, .quiet, size: .small,
                attributes: [.hxGet(more), .hxTarget("closest li"), .hxSwap("outerHTML")])
        }
    }

    private var mark: Field? { board.stalled.flatMap { asked.field($0) } }

    private func stalled(_ row: Row) throws -> Bool {
        guard let name = board.stalled, row.rows.column(name) != nil else { return false }
        return try row.optional(name, as: Bool.self) ?? false
    }

    private func hasValue(_ field: Field, _ row: Row) throws -> Bool {
        guard let column = row.rows.column(field.name) else { return false }
        return !row.rows.isNull(row.index, column)
    }

    private func name(of field: Field, _ row: Row) throws -> String? {
        guard let name = field.embedName, row.rows.column(name) != nil else { return nil }
        return try row.optional(name, as: JSON.self)?.object?.values.first?.string
    }
}
