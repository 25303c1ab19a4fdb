public import HTML

extension HTML {
    /// Columns of cards. `columns` writes `boardColumn`s. The page loads `board.js` and the library `sortable.min.js`.
    /// - Parameter movePath: Takes POST with `card`, `column` and `before` (the card below, or nothing) when a card is
    ///   moved, by dragging or by Alt and an arrow key. nil if cards stay where they are.
    public func board(label: String, movePath: String? = nil, _ columns: () throws -> Void) rethrows {
        try div(
            .class("board"), .role("region"), .aria("label", label), .tabindex(0),
            movePath.map { .data("move", $0) } ?? .none
        ) { try columns() }
    }

    /// A stage with its count and total; `cards` writes `boardCard`s.
    public func boardColumn(id: String, _ title: String, count: Int, total: String? = nil, _ cards: () throws -> Void)
        rethrows
    {
        try section(.class("board-column"), .aria("labelledby", id + "-title")) {
            div(.class("board-head")) {
                h2(.id(id + "-title"), title)
                span(.class("muted"), .data("count"), Grouped(count))
                if let total { span(.class("number"), total) }
            }
            try ul(.class("board-cards"), .id(id), .data("column", id)) { try cards() }
        }
    }

    /// A card: `foot` is the next step and the owner.
    public func boardCard(id: String, _ title: String, to path: String, detail: String?, foot: (() -> Void)? = nil) {
        li(.class("board-card"), .data("card", id)) {
            a(.href(path), .dir("auto"), title)
            if let detail { span(.class("muted"), .dir("auto"), detail) }
            if let foot { div(.class("board-foot")) { foot() } }
        }
    }
}
