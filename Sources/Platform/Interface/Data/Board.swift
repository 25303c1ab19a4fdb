public import HTML

extension HTML {
    /// Stages side by side. `columns` writes `boardColumn`s. The page loads `board.js` and the library
    /// `sortable.min.js`.
    /// - Parameter movePath: Takes POST with `card`, `column` and `before` (the card below, or nothing) when a card is
    ///   moved: by dragging, or with the focus on it by Space, arrow keys and Space again. nil if cards stay where they
    ///   are. A refusal is a problem whose `detail` is said; its `dialog` is where what is missing is asked.
    public func board(
        id: String = "board", label: String, movePath: String? = nil, _ columns: () throws -> Void
    ) rethrows {
        try div([.class("board"), .id(id), .role("region"), .aria("label", label), .tabindex(0)] + moves(movePath)) {
            try columns()
        }
        if movePath != nil { moveWords(id) }
    }

    /// What a container of cards that move needs.
    func moves(_ path: String?) -> [Attribute] { path.map { [.data("move", $0), .data("cards")] } ?? [] }

    /// How to move cards, for those who hear the page.
    func moveWords(_ id: String) {
        span(
            .class("visually-hidden"), .id(id + "-how"),
            "Press Space to pick the card up, arrow keys to move it, Space to drop it, Escape to leave it where it was."
        )
    }

    /// A stage with its count and total; `cards` writes `boardCard`s.
    /// - Parameters:
    ///   - id: Sent as `column`.
    ///   - isMore: There are more than counted.
    public func boardColumn(
        id: String, _ title: String, tone: Tone = .neutral, count: Int, isMore: Bool = false, total: String? = nil,
        _ cards: () throws -> Void
    ) rethrows {
        try section(.class("board-column"), .aria("labelledby", "column-\(id)-title")) {
            div(.class("board-head")) {
                h2(.id("column-\(id)-title"), .dir("auto")) {
                    span(.class("status"), tone == .neutral ? .none : .data("tone", tone.rawValue), title)
                }
                span(.class("board-count muted"), .data("count"), .aria("label", "\(count) cards")) {
                    text(Grouped(isMore ? count - 1 : count))
                    if isMore { text("+") }
                }
                if let total { span(.class("number"), total) }
            }
            try ul(.class("board-cards"), .data("column", id), .data("name", title)) { try cards() }
        }
    }

    /// A card: `facts` are below its title, beside them the initials of who has it.
    public func boardCard(
        id: String, _ title: String, to path: String, facts: () throws -> Void, owner: String? = nil
    ) rethrows {
        try li(.class("board-card"), .data("card", id)) {
            a(.class("board-title"), .id("card-" + id), .href(path), .dir("auto"), .data("name", title), title)
            try div(.class("board-foot")) {
                try div(.class("board-facts")) { try facts() }
                if let owner {
                    span(.class("board-owner"), .title(owner)) {
                        span(.class("visually-hidden"), owner)
                        avatar(owner, size: .small)
                    }
                }
            }
        }
    }
}
