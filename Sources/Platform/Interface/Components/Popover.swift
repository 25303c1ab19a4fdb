public import HTML

extension HTML {
    /// A small panel beside its button, for what does not deserve a dialog: an explanation, a filter, a few fields.
    /// It closes by Escape or a press elsewhere.
    public func popover(
        _ label: String, id: String, icon: Icon? = nil, _ look: ButtonLook = .secondary, size: ControlSize = .medium,
        align: MenuAlignment = .start, _ content: () throws -> Void
    ) rethrows {
        actionButton(
            label, look, icon: icon, size: size,
            attributes: [.popovertarget(id), .aria("haspopup", "dialog"), .aria("controls", id)])
        try popoverPanel(id: id, label: label, align: align, content)
    }

    /// What a popover shows; opened by any button with `.popovertarget(id)`.
    public func popoverPanel(
        id: String, label: String, align: MenuAlignment = .start, _ content: () throws -> Void
    ) rethrows {
        try div(
            .class("menu-panel popover-panel"), .id(id), .popover(), .role("dialog"), .aria("label", label),
            align == .start ? .none : .data("align", align.rawValue)
        ) { try content() }
    }
}
