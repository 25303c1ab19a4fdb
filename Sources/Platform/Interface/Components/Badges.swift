public import HTML

extension HTML {
    /// A word on a tinted ground: a state that stands out.
    public func badge(_ label: String, _ tone: Tone = .neutral, icon: Icon? = nil) {
        span(.class("badge"), tone == .neutral ? .none : .data("tone", tone.rawValue)) {
            if let icon { self.icon(icon) }
            text(label)
        }
    }

    /// A word after a dot: a state in a table or a heading.
    public func status(_ label: String, _ tone: Tone = .neutral) {
        span(.class("status"), tone == .neutral ? .none : .data("tone", tone.rawValue), label)
    }

    /// A filter that is set, with the link that takes it away.
    public func filterChip(_ name: String, _ value: String, removing path: String) {
        span(.class("chip")) {
            span(.class("chip-name"), name)
            text(value)
            a(.class("chip-remove"), .href(path), .aria("label", "Remove the filter \(name) \(value)")) { icon(.close) }
        }
    }

    /// A quick filter or a view to switch to.
    public func chip(_ label: String, to path: String, current: Bool = false, icon: Icon? = nil) {
        a(.class("chip"), .href(path), current ? .aria("current", "true") : .none) {
            if let icon { self.icon(icon) }
            text(label)
        }
    }

    /// A tag that leads nowhere.
    public func tag(_ label: String) { span(.class("chip"), .dir("auto"), label) }

    /// Initials on a ground whose hue follows the name. Silent: the name stands beside it or in the control's label.
    public func avatar(_ name: String, size: ControlSize = .medium) {
        let words = name.split(separator: " ").filter { $0.first?.isLetter == true }
        let initials = ([words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first }).map(String.init)
            .joined()
        let hue = name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % 6
        span(
            .class("avatar"), .data("hue", String(hue)), size == .medium ? .none : .data("size", size.rawValue),
            .aria("hidden", true), initials.isEmpty ? "?" : initials.uppercased())
    }

    /// A person: initials and name.
    public func person(_ name: String) {
        span(.class("row-group")) {
            avatar(name, size: .small)
            span(.dir("auto"), name)
        }
    }

    /// A key of the keyboard.
    public func keyHint(_ key: String) { kbd(.class("key"), key) }
}
