public import HTML

/// How much room a dialog takes; a sheet comes from the side.
public enum DialogShape: Sendable {
    case normal, wide, sheet
}

extension HTML {
    /// A dialog, opened by a button with `.data("opens", id)`, or by itself when htmx puts it into `#dialog-place`.
    /// `actions` are its buttons, the primary last.
    public func modal(
        id: String, title: String, shape: DialogShape = .normal, actions: (() -> Void)? = nil,
        _ content: () throws -> Void
    ) rethrows {
        try dialog(dialogAttributes(id, shape)) {
            dialogHead(id, title)
            try div(.class("dialog-body")) { try content() }
            if let actions { div(.class("dialog-actions")) { actions() } }
        }
    }

    /// A dialog around a form that posts to `path`. With scripts the answer replaces the dialog's content or, by the
    /// trigger `close-dialog`, closes it; without, it is an ordinary form.
    public func formDialog(
        id: String, title: String, action path: String, submit: String, look: ButtonLook = .primary,
        shape: DialogShape = .normal, _ content: () throws -> Void
    ) rethrows {
        try dialog(dialogAttributes(id, shape)) {
            dialogHead(id, title)
            try form([
                .method("post"), .action(path), .hxPost(path), .hxTarget("closest dialog"), .hxSelect("unset"),
                .hxSwap("outerHTML"), .data("checked"), .data("guarded"), .novalidate,
            ]) {
                try div(.class("dialog-body")) { try content() }
                div(.class("dialog-actions")) {
                    actionButton("Cancel", attributes: [.data("closes")])
                    submitButton(submit, look)
                }
            }
        }
    }

    /// Asks before something is destroyed: says what happens, and names the thing in the button.
    public func confirmDialog(id: String, title: String, says words: String, action path: String, submit: String) {
        formDialog(id: id, title: title, action: path, submit: submit, look: .danger) { p(words) }
    }

    private func dialogAttributes(_ id: String, _ shape: DialogShape) -> [Attribute] {
        let form: Attribute =
            switch shape {
            case .normal: .none
            case .wide: .data("size", "wide")
            case .sheet: .data("shape", "sheet")
            }
        return [.class("dialog"), .id(id), .aria("labelledby", id + "-heading"), form]
    }

    private func dialogHead(_ id: String, _ title: String) {
        div(.class("dialog-head")) {
            h2(.id(id + "-heading"), title)
            iconButton(.close, "Close", attributes: [.data("closes")])
        }
    }
}
