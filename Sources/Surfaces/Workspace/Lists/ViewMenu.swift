internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// The views of a list: switching, keeping, sharing.
struct ViewMenu {
    let html: HTML
    let asked: ListRequest
    let context: Context

    private var list: RecordList { asked.list }
    private var base: String { list.path + "/list/views" }
    private var isChanged: Bool { asked.view.map { $0.state != asked.state } ?? !asked.pairs(asked.state).isEmpty }
    private var mayKeep: Bool { context.actor.user != nil && Access.workers.allows(context.role) }

    /// Whether what is seen can be kept as a segment.
    private var mayName: Bool {
        list.resource.setField?.referenceTarget == "segments" && Access.sales.allows(context.role)
    }

    func write() {
        let title = asked.view?.name ?? "All \(list.resource.title.lowercased())"
        html.menu(title + (asked.view != nil && isChanged ? " · changed" : ""), id: "views", .quiet) { items() }
        if mayKeep { dialogs() }
    }

    private func items() {
        let all = asked.preferences.defaultView == nil ? list.path : list.path + "?q="
        item("All \(list.resource.title.lowercased())", all, isCurrent: asked.view == nil)
        let own = asked.preferences.views.filter { $0.owner == context.actor.user }
        let shared = asked.preferences.views.filter { $0.owner != context.actor.user }
        if !own.isEmpty { html.menuHeading("Yours") }
        for view in own { item(view) }
        if !shared.isEmpty { html.menuHeading("Everybody's") }
        for view in shared { item(view) }
        guard mayKeep else { return }
        html.menuLine()
        if let view = asked.view, isChanged, view.isChangeable(by: context) {
            post("Save changes to “\(view.name)”", "\(base)/\(view.id)", ["state": asked.text], icon: .save)
        }
        html.menuButton("Save as a new view", icon: .add, attributes: [.data("opens", "view-new")])
        if mayName {
            html.menuButton("Save as a segment", icon: .filter, attributes: [.data("opens", "segment-new")])
        }
        if let view = asked.view {
            if view.isChangeable(by: context) {
                html.menuButton("Rename or share", icon: .edit, attributes: [.data("opens", "view-edit")])
            }
            if asked.preferences.defaultView == view.id {
                post("Stop beginning with this view", "\(base)/default", ["view": ""], icon: .pin)
            } else {
                post("Begin with this view", "\(base)/default", ["view": view.id.description], icon: .pin)
            }
            if view.isChangeable(by: context) {
                post("Delete “\(view.name)”", "\(base)/\(view.id)/delete", [:], icon: .delete, danger: true)
            }
        }
    }

    private func item(_ view: SavedView) {
        item(
            view.name, "\(list.path)?view=\(view.id)", isCurrent: view.id == asked.view?.id,
            isDefault: view.id == asked.preferences.defaultView)
    }

    private func item(_ title: String, _ path: String, isCurrent: Bool, isDefault: Bool = false) {
        html.a([
            .class("menu-item"), .href(path), isCurrent ? .aria("current", "true") : .none,
        ]) {
            html.icon(isCurrent ? .check : isDefault ? .pin : .list)
            html.span(.dir("auto"), title)
        }
    }

    private func post(
        _ label: String, _ path: String, _ fields: [String: String], icon: Icon, danger: Bool = false
    ) {
        html.form(.method("post"), .action(path)) {
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) { html.hiddenField(name, value) }
            html.menuButton(label, icon: icon, danger: danger, type: "submit")
        }
    }

    private func dialogs() {
        form(id: "view-new", title: "Save as a new view", path: base, name: "", isShared: false, submit: "Save view")
        if mayName { SegmentForm(html: html, asked: asked).write() }
        guard let view = asked.view, view.isChangeable(by: context) else { return }
        form(
            id: "view-edit", title: "Rename or share", path: "\(base)/\(view.id)", name: view.name,
            isShared: view.isShared, submit: "Save")
    }

    private func form(id: String, title: String, path: String, name: String, isShared: Bool, submit: String) {
        html.modal(id: id, title: title) {
            html.form(.method("post"), .action(path), .class("stack"), .data("checked")) {
                html.textField(
                    FormField("name", "Name", required: true, id: id + "-name"), value: name,
                    attributes: [.maxlength(80), .autocomplete("off")])
                html.checkbox(
                    FormField(
                        "shared", "Everybody in the organisation sees it",
                        hint: "What each sees in it follows their own permissions.",
                        id: id + "-shared"), checked: isShared)
                html.hiddenField("form", "1")
                if name.isEmpty { html.hiddenField("state", asked.text) }
                html.div(.class("dialog-actions")) {
                    html.actionButton("Cancel", attributes: [.data("closes")])
                    html.submitButton(submit)
                }
            }
        }
    }
}

/// Which columns a list shows, and in which order.
struct ColumnChooser {
    let html: HTML
    let asked: ListRequest
    let context: Context

    func write() {
        let list = asked.list
        let shown = asked.columns(context.role)
        let others = list.resource.visibleFields(to: context.role).filter { field in
            !shown.contains { $0.name == field.name } && Self.isShowable(field)
        }
        html.actionButton("Columns", icon: .columns, attributes: [.popovertarget("columns-panel")])
        html.div(
            .class("menu-panel columns-panel"), .id("columns-panel"), .popover(), .data("align", "end"),
            .role("dialog"), .aria("label", "Columns")
        ) {
            html.form(.method("post"), .action(list.path + "/list/columns"), .class("stack-tight")) {
                html.hiddenField("state", asked.text)
                html.ul(.class("column-list"), .data("column-list")) {
                    for field in shown { row(field, isShown: true) }
                    for field in others { row(field, isShown: false) }
                }
                html.div(.class("row-group")) {
                    html.submitButton("Show these", size: .small)
                    html.actionButton(
                        "Reset", .quiet, size: .small, type: "submit",
                        attributes: [.name("reset"), .value("1")])
                }
            }
        }
    }

    static func isShowable(_ field: Field) -> Bool {
        if case .json = field.kind { return false }
        if case .file = field.kind { return false }
        return field.name != "id" && field.name != "version"
    }

    private func row(_ field: Field, isShown: Bool) {
        html.li(.data("column", field.name)) {
            html.label(.class("choice")) {
                html.input([
                    .type("checkbox"), .name("columns"), .value(field.name), .checked(if: isShown),
                ])
                html.span(.class("choice-text"), .dir("auto"), field.label)
            }
            html.iconButton(
                .arrowUp, "Move \(field.label) forward", size: .small, attributes: [.data("column-move", "-1")])
            html.iconButton(
                .arrowDown, "Move \(field.label) back", size: .small, attributes: [.data("column-move", "1")])
        }
    }
}
