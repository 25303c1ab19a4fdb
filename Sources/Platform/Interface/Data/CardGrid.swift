public import HTML

extension HTML {
    /// Records as cards, as many side by side as there is room for. `cards` writes `recordCard`s.
    public func cardGrid(label: String, _ cards: () throws -> Void) rethrows {
        try ul(.class("card-grid"), .aria("label", label)) { try cards() }
    }

    /// A record: its name, which makes the whole card a link, its state, and `fact`s.
    public func recordCard(
        _ title: String, to path: String, badges: () throws -> Void, facts rows: () throws -> Void
    ) rethrows {
        try li(.class("record-card")) {
            try div(.class("record-card-head")) {
                a(.class("row-link"), .href(path), .dir("auto"), title)
                try div(.class("row-group")) { try badges() }
            }
            try facts { try rows() }
        }
    }
}
