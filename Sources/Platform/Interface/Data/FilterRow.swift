public import HTML

extension HTML {
    /// The conditions of a filter, one below the other. `rows` writes `filterRow`s.
    public func filterRows(label: String, _ rows: () throws -> Void) rethrows {
        try div(.class("filter-rows"), .role("group"), .aria("label", label)) { try rows() }
    }

    /// One condition: the field, the comparison and the value, each a control without a visible label, and the way to
    /// take it away.
    /// - Parameter index: Tells the rows apart, in the label of the button.
    public func filterRow(
        _ index: Int, field: () -> Void, comparison: () -> Void, value: () -> Void, remove: [Attribute]
    ) {
        div(.class("filter-row"), .role("group"), .aria("label", "Condition \(index)")) {
            span(.class("filter-joint muted"), index == 1 ? "Where" : "and")
            field()
            comparison()
            value()
            iconButton(.close, "Remove condition \(index)", size: .small, attributes: remove)
        }
    }
}
