public import HTML

extension HTML {
    /// Something to know about this page, where it matters. `content` may add a list or a way on.
    public func callout(_ tone: Tone, _ words: String, _ content: (() -> Void)? = nil) {
        div(.class("callout"), .data("tone", tone.rawValue), tone == .bad ? .role("alert") : .none) {
            icon(tone.icon)
            div {
                p(words)
                if let content { content() }
            }
        }
    }

    /// What a list without rows says: what would be here, and how to make the first.
    public func emptyState(_ icon: Icon, _ title: String, _ words: String, actions: (() -> Void)? = nil) {
        div(.class("empty")) {
            self.icon(icon)
            h2(title)
            p(words)
            if let actions { div(.class("row-group")) { actions() } }
        }
    }

    /// Grey lines in the place of what is being fetched.
    public func skeleton(lines: Int = 3) {
        div(.class("stack-tight"), .aria("busy", true)) {
            span(.class("visually-hidden"), "Loading")
            for line in 0..<lines {
                span(.class("skeleton"), .data("width", ["long", "medium", "short"][line % 3])) {}
            }
        }
    }

    /// Grey rows in the place of a table that is being fetched.
    public func skeletonTable(rows: Int = 6) {
        div(.class("skeleton-table"), .aria("busy", true)) {
            span(.class("visually-hidden"), "Loading")
            for row in 0..<rows {
                div(.class("skeleton-row"), .aria("hidden", true)) {
                    for column in 0..<4 {
                        span(.class("skeleton"), .data("width", ["long", "medium"][(row + column) % 2])) {}
                    }
                }
            }
        }
    }

    /// How far long work has come; unknown totals show that it moves.
    public func progressBar(_ label: String, done: Int, of total: Int?) {
        div(.class("progress")) {
            div(.class("spread")) {
                span(label)
                span(.class("tabular")) {
                    text(Grouped(done))
                    if let total {
                        text(" of ")
                        text(Grouped(total))
                    }
                }
            }
            progress(
                .aria("label", label), .max(String(max(total ?? 1, 1))), total == nil ? .none : .value(done)
            ) {}
        }
    }

    /// Text of a program, with a button that copies it.
    public func codeBlock(_ source: String, label: String) {
        div(.class("stack-tight")) {
            div(.class("spread")) {
                span(.class("muted"), label)
                copyButton(source, of: label)
            }
            pre(.class("code"), .tabindex(0), .role("region"), .aria("label", label)) { self.code(source) }
        }
    }

    /// Copies `value`.
    public func copyButton(_ value: String, of name: String) {
        iconButton(.copy, "Copy \(name.lowercased())", size: .small, attributes: [.data("copy", value)])
    }

    /// A value that was, and what it became.
    public func change(from old: String?, to new: String?) {
        span(.class("diff")) {
            if let old {
                del(old)
                text(" ")
            }
            if let new { ins(new) }
        }
    }
}
