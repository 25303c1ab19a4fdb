public import HTML

extension HTML {
    /// Names and values of a record. `rows` writes `fact`s.
    public func facts(_ rows: () throws -> Void) rethrows { try dl(.class("facts")) { try rows() } }

    public func fact(_ name: String, _ value: String?) {
        fact(name) {
            if let value { span(.dir("auto"), value) } else { span(.class("missing"), "—") }
        }
    }

    public func fact(_ name: String, _ value: () throws -> Void) rethrows {
        try div {
            dt(name)
            try dd { try value() }
        }
    }

    /// A value that is often needed elsewhere, with a button that copies it.
    public func copyableFact(_ name: String, _ value: String?) {
        fact(name) {
            guard let value else { return span(.class("missing"), "—") }
            span(.class("copyable")) {
                span(.class("truncate"), .dir("auto"), value)
                copyButton(value, of: name)
            }
        }
    }

    /// A surface with a heading.
    public func panel(_ title: String, actions: (() -> Void)? = nil, padded: Bool = true, _ content: () throws -> Void)
        rethrows
    {
        try section(.class("panel")) {
            div(.class("panel-head")) {
                h2(title)
                if let actions { div(.class("row-group")) { actions() } }
            }
            if padded { try div(.class("panel-body")) { try content() } } else { try content() }
        }
    }
}
