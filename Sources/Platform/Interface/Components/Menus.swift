public import HTML

/// Which edge of its button a menu keeps to.
public enum MenuAlignment: String, Sendable {
    case start, end, above
}

extension HTML {
    /// A button with a menu below it. `id` is unique on the page.
    public func menu(
        _ label: String, id: String, icon: Icon? = nil, _ look: ButtonLook = .secondary, size: ControlSize = .medium,
        align: MenuAlignment = .start, _ items: () -> Void
    ) {
        actionButton(label, look, icon: icon ?? .chevronDown, size: size, attributes: [.popovertarget(id)])
        menuPanel(id: id, align: align, items)
    }

    /// The menu behind an icon; three dots unless told.
    public func iconMenu(
        _ label: String, id: String, icon: Icon = .more, _ look: ButtonLook = .quiet, size: ControlSize = .medium,
        align: MenuAlignment = .end, _ items: () -> Void
    ) {
        iconButton(icon, label, look, size: size, attributes: [.popovertarget(id)])
        menuPanel(id: id, align: align, items)
    }

    /// What a menu shows; opened by any button with `.popovertarget(id)`.
    public func menuPanel(id: String, align: MenuAlignment = .start, _ items: () -> Void) {
        div(.class("menu-panel"), .id(id), .popover(), align == .start ? .none : .data("align", align.rawValue)) {
            items()
        }
    }

    public func menuLink(_ label: String, to path: String, icon: Icon? = nil, attributes: [Attribute] = []) {
        a([.class("menu-item"), .href(path)] + attributes) {
            if let icon { self.icon(icon) }
            text(label)
        }
    }

    /// Something to do; `danger` for what destroys, last in its menu and asked again in a dialog.
    public func menuButton(
        _ label: String, icon: Icon? = nil, key: String? = nil, danger: Bool = false, disabled: Bool = false,
        type: String = "button", attributes: [Attribute] = []
    ) {
        let own: [Attribute] = [
            .class("menu-item"), .type(type), .disabled(if: disabled), danger ? .data("look", "danger") : .none,
        ]
        button(own + attributes) {
            if let icon { self.icon(icon) }
            text(label)
            if let key { keyHint(key) }
        }
    }

    public func menuHeading(_ label: String) { div(.class("menu-heading"), label) }
    public func menuLine() { hr(.class("menu-line")) }
}
