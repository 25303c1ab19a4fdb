public import HTML

/// The head of a column.
public struct TableColumn: Sendable {
    /// How the cells stand. `wide` takes the room that is left; `optional` is left out on phones.
    public enum Kind: Sendable {
        case text, number, wide, optional, check, actions
    }

    public enum Order: String, Sendable {
        case ascending, descending
    }

    public let title: String
    public let kind: Kind
    /// How the list is ordered by this column now.
    public let order: Order?
    /// Where a press on the head leads: the same list, ordered by this column.
    public let sortPath: String?

    public init(_ title: String, _ kind: Kind = .text, order: Order? = nil, sortPath: String? = nil) {
        self.title = title
        self.kind = kind
        self.order = order
        self.sortPath = sortPath
    }

    /// The boxes by which rows are chosen.
    public static let check = TableColumn("Choose", .check)
    /// What can be done with a row.
    public static let actions = TableColumn("Actions", .actions)

    var className: String? {
        switch kind {
        case .text: nil
        case .number: "number"
        case .wide: "wide"
        case .optional: "optional"
        case .check: "check"
        case .actions: "actions"
        }
    }
}

extension HTML {
    /// A table with a head that stays. `rows` writes the `tr`s.
    /// - Parameters:
    ///   - label: Read by screen readers: what the rows are.
    ///   - live: Attributes that refresh it: `.data("live", "customers"), .hxGet(path), .hxTrigger("live")`, …
    ///   - tall: Scrolls within itself below a screen's height.
    ///   - reads: Its cells are sentences, which wrap; on phones each row is a paragraph, with the `data-label` of a cell
    ///     above it.
    public func dataTable(
        id: String, label: String, columns: [TableColumn], tall: Bool = false, reads: Bool = false,
        live: [Attribute] = [], _ rows: () throws -> Void
    ) rethrows {
        try div(
            [
                .class("table-frame"), tall ? .data("height", "screen") : .none, .tabindex(0), .role("region"),
                .aria("label", label),
            ] + live
        ) {
            try table(.class("table", reads ? "reading" : nil), .id(id)) {
                caption(.class("visually-hidden"), label)
                thead { tr { for column in columns { head(column) } } }
                try tbody { try rows() }
            }
        }
    }

    private func head(_ column: TableColumn) {
        th(
            .scope("col"), column.className.map { .class($0) } ?? .none,
            column.order.map { .aria("sort", $0.rawValue) } ?? .none
        ) {
            switch (column.kind, column.sortPath) {
            case (.check, _): input(.type("checkbox"), .aria("label", "Choose all rows"))
            case (.actions, _): span(.class("visually-hidden"), column.title)
            case (_, let path?):
                a(.href(path)) {
                    text(column.title)
                    if let order = column.order { icon(order == .ascending ? .arrowUp : .arrowDown) }
                }
            default: text(column.title)
            }
        }
    }

    /// The first cell of a row that can be chosen.
    public func checkCell(id: String, label: String, checked: Bool = false) {
        td(.class("check")) {
            input(
                .type("checkbox"), .name("id"), .value(id), .checked(if: checked), .aria("label", "Choose \(label)"))
        }
    }

    /// The cell whose link makes the whole row a link.
    public func linkCell(_ label: String, to path: String, wide: Bool = true) {
        td(wide ? .class("wide") : .none) { a(.class("row-link"), .href(path), .dir("auto"), label) }
    }

    /// A cell; a dash where there is nothing.
    public func cell(_ value: String?, optional: Bool = false) {
        td(optional ? .class("optional") : .none, .dir("auto"), value ?? "—")
    }

    /// A number, an amount: at the end of the column, digits below digits.
    public func numberCell(_ value: some HTMLContent) { td(.class("number"), value) }

    /// What stands in a table that has no rows: `columns` is how many it has.
    public func emptyRow(columns: Int, _ content: () -> Void) { tr { td(.colspan(columns)) { content() } } }

    /// The bar that floats over a list while rows are chosen; hidden until then.
    public func bulkBar(for table: String, _ actions: () -> Void) {
        div(.class("bulk-bar"), .data("for", table), .role("toolbar"), .aria("label", "Chosen rows"), .hidden) {
            span(.class("bulk-count")) {
                text("Chosen: ")
                span(.data("bulk-count"), 0)
            }
            actions()
            iconButton(.close, "Choose none", attributes: [.data("bulk-clear")])
        }
    }

    /// Which rows these are of how many, and the ways to the others. Keyset paging: addresses, not page numbers.
    /// - Parameter estimated: The total is the planner's estimate, and the words say so.
    public func pager(first: Int, last: Int, total: Int?, estimated: Bool = false, previous: String?, next: String?) {
        nav(.class("pager"), .aria("label", "Pages")) {
            span {
                if last == 0 {
                    text("None")
                } else {
                    text(Grouped(first))
                    text("–")
                    text(Grouped(last))
                }
                if let total {
                    text(estimated ? " of about " : " of ")
                    text(Grouped(total))
                }
            }
            span(.class("row-group")) {
                pageLink("Previous", .chevronLeft, previous, rel: "prev")
                pageLink("Next", .chevronRight, next, rel: "next")
            }
        }
    }

    private func pageLink(_ label: String, _ icon: Icon, _ path: String?, rel: String) {
        guard let path else {
            return actionButton(label, icon: icon, size: .small, disabled: true)
        }
        linkButton(label, to: path, icon: icon, size: .small, attributes: [.rel(rel)])
    }
}
