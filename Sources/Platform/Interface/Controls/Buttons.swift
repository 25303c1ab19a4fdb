public import HTML

/// How much a button asks for. One primary per view; danger only where something is destroyed for good.
public enum ButtonLook: String, Sendable, CaseIterable {
    case primary, secondary, quiet, danger
}

/// Heights: 28 in tables, 32, 40 on public pages.
public enum ControlSize: String, Sendable {
    case small, medium, large
}

extension HTML {
    /// A button that does something on this page. The label is a verb.
    public func actionButton(
        _ label: String, _ look: ButtonLook = .secondary, icon: Icon? = nil, size: ControlSize = .medium,
        type: String = "button", disabled: Bool = false, busy: Bool = false, attributes: [Attribute] = []
    ) {
        let state: [Attribute] = [.type(type), .disabled(if: disabled), busy ? .aria("busy", true) : .none]
        button(shape(look, size) + state + attributes) {
            if let icon, !icon.trails { self.icon(icon) }
            span(label)
            if let icon, icon.trails { self.icon(icon) }
        }
    }

    /// The button that sends the form it is in.
    public func submitButton(
        _ label: String, _ look: ButtonLook = .primary, icon: Icon? = nil, size: ControlSize = .medium,
        disabled: Bool = false, attributes: [Attribute] = []
    ) {
        actionButton(label, look, icon: icon, size: size, type: "submit", disabled: disabled, attributes: attributes)
    }

    /// A link that looks like a button: it leads somewhere.
    public func linkButton(
        _ label: String, to path: String, _ look: ButtonLook = .secondary, icon: Icon? = nil,
        size: ControlSize = .medium,
        attributes: [Attribute] = []
    ) {
        a(shape(look, size) + [.href(path)] + attributes) {
            if let icon, !icon.trails { self.icon(icon) }
            span(label)
            if let icon, icon.trails { self.icon(icon) }
        }
    }

    /// An icon alone; the label is read aloud and shown on hover.
    public func iconButton(
        _ icon: Icon, _ label: String, _ look: ButtonLook = .quiet, size: ControlSize = .medium,
        type: String = "button",
        disabled: Bool = false, attributes: [Attribute] = []
    ) {
        let own: [Attribute] = [
            .data("shape", "icon"), .type(type), .aria("label", label), .title(label), .disabled(if: disabled),
        ]
        button(shape(look, size) + own + attributes) { self.icon(icon) }
    }

    /// An icon alone that leads somewhere.
    public func iconLink(
        _ icon: Icon, _ label: String, to path: String, _ look: ButtonLook = .quiet, size: ControlSize = .medium,
        attributes: [Attribute] = []
    ) {
        let own: [Attribute] = [.data("shape", "icon"), .href(path), .aria("label", label), .title(label)]
        a(shape(look, size) + own + attributes) { self.icon(icon) }
    }

    /// The usual action, and a menu of its kin: buttons side by side, sharing an edge.
    public func splitButton(
        _ label: String, _ look: ButtonLook = .secondary, menu id: String, attributes: [Attribute] = [],
        _ items: () -> Void
    ) {
        div(.class("button-group")) {
            actionButton(label, look, attributes: attributes)
            iconButton(.chevronDown, "More ways to \(label.lowercased())", look, attributes: [.popovertarget(id)])
            menuPanel(id: id, align: .end, items)
        }
    }

    /// A form of one button that posts to `path`: an action without input that works without scripts.
    public func postButton(
        _ label: String, to path: String, _ look: ButtonLook = .secondary, icon: Icon? = nil,
        size: ControlSize = .medium,
        fields: [(name: String, value: String)] = []
    ) {
        form(.method("post"), .action(path)) {
            for field in fields { input(.type("hidden"), .name(field.name), .value(field.value)) }
            submitButton(label, look, icon: icon, size: size)
        }
    }

    private func shape(_ look: ButtonLook, _ size: ControlSize) -> [Attribute] {
        [
            .class("button"), look == .secondary ? .none : .data("look", look.rawValue),
            size == .medium ? .none : .data("size", size.rawValue),
        ]
    }
}
