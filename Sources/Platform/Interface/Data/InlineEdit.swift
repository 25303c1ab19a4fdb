public import HTML

extension HTML {
    /// A value that becomes a control where it stands. With the focus on it, Enter or F2 edits, Escape gives up.
    /// - Parameter path: Answers GET with the control; the answer takes the place of this element.
    public func editableValue(_ label: String, editing path: String, _ value: () throws -> Void) rethrows {
        try button(
            .class("editable"), .type("button"), .aria("label", "Change \(label.lowercased())"), .title("Change"),
            .hxGet(path), .hxTarget("this"), .hxSwap("outerHTML")
        ) {
            try span(.class("editable-value")) { try value() }
            icon(.edit)
        }
    }
}
