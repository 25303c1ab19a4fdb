internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// A form with all that stands around its fields: what is wrong, a draft that was left, a conflict, its buttons. Shown as
/// a dialog where scripts fetch it, as a page otherwise.
struct FormSheet {
    var title: String
    /// Where it posts to.
    var path: String
    var submit: String
    var look: ButtonLook = .primary
    /// What the dialog and its controls are called: unlike any other on the page.
    var id: String
    var fields: [Field] = []
    var values = Fields()
    var hidden: [(name: String, value: String)] = []
    var problem: Problem?
    /// What to know before it is done.
    var intro: String?
    /// Where single fields are checked.
    var checkPath: String?
    /// Where possible duplicates are looked for, and the fields that say something about them.
    var duplicates: (path: String, fields: [String])?
    /// Answers with tags in use.
    var tagsPath: String?
    var draft: FormDraft?
    /// What the draft is called; nil where none is kept.
    var draftKey: String?
    /// The address of this form, with what was preset.
    var own: String
    var conflict: FormConflict?
    var breadcrumbs: [Place] = []
    /// Where *Cancel* leads on a page.
    var back: String

    private var formID: String { id + "-form" }
    private var prefix: String { id + "-" }

    func dialog(_ html: HTML, _ context: Context, _ options: ReferenceOptions, _ catalogue: Catalogue) {
        html.modal(
            id: id, title: title, shape: fields.count > 6 ? .wide : .normal,
            actions: {
                html.actionButton("Cancel", attributes: [.data("closes")])
                html.submitButton(submit, look, attributes: [.form(formID)])
            }
        ) {
            write(html, context, options, catalogue, inDialog: true)
        }
    }

    func page(_ html: HTML, _ page: PageContext, _ options: ReferenceOptions, _ catalogue: Catalogue) {
        html.workspacePage(page, title: title, heading: title, breadcrumbs: breadcrumbs) {
            html.div(.class("panel panel-body form-panel")) {
                write(html, page.context, options, catalogue, inDialog: false)
            }
        }
    }

    private func write(
        _ html: HTML, _ context: Context, _ options: ReferenceOptions, _ catalogue: Catalogue, inDialog: Bool
    ) {
        if let draft { offer(draft, html, context, inDialog: inDialog) }
        html.form(attributes(inDialog: inDialog)) {
            if problem != nil, conflict == nil {
                html.div(.tabindex(-1), .data("form-problem")) { html.formProblem(problem, idPrefix: prefix) }
            }
            if let conflict { conflict.write(html) }
            if let intro { html.p(.class("prose"), intro) }
            for each in hidden { html.hiddenField(each.name, each.value) }
            if !fields.isEmpty {
                html.div(.class("form-grid")) {
                    let control = FieldControl(
                        html: html, context: context, values: values, problem: problem, options: options,
                        prefix: prefix, catalogue: catalogue, tagsPath: tagsPath)
                    for field in fields { control.write(field) }
                }
            }
            if duplicates != nil { html.div(.data("duplicates-place"), .aria("live", "polite")) {} }
            if !inDialog {
                html.div(.class("form-actions")) {
                    html.submitButton(submit, look)
                    html.linkButton("Cancel", to: back, .quiet)
                }
            }
        }
    }

    private func attributes(inDialog: Bool) -> [HTML.Attribute] {
        var attributes: [HTML.Attribute] = [
            .class("stack"), .id(formID), .method("post"), .action(path), .data("checked"), .data("record-form"),
            .novalidate,
        ]
        if !fields.isEmpty { attributes.append(.data("guarded")) }
        if inDialog { attributes += [.hxPost(path), .hxTarget("closest dialog"), .hxSwap("outerHTML")] }
        if let checkPath { attributes.append(.data("check", checkPath)) }
        if let duplicates {
            attributes += [
                .data("duplicates", duplicates.path),
                .data("duplicate-fields", duplicates.fields.joined(separator: " ")),
            ]
        }
        if let draftKey { attributes.append(.data("draft", draftKey)) }
        return attributes
    }

    /// What was typed before and never sent.
    private func offer(_ draft: FormDraft, _ html: HTML, _ context: Context, inDialog: Bool) {
        let restoring = own + (own.contains("?") ? "&" : "?") + "draft=restore"
        html.div(.class("callout draft-offer"), .data("tone", "info"), .data("draft-offer")) {
            html.icon(.history)
            html.div(.class("spread")) {
                html.p("You left a draft \(draft.when(context)).")
                html.div(.class("row-group")) {
                    html.linkButton(
                        "Restore", to: restoring, size: .small,
                        attributes: inDialog
                            ? [.hxGet(restoring), .hxTarget("closest dialog"), .hxSwap("outerHTML")] : [])
                    html.form(.method("post"), .action("/form-drafts/discard"), .data("draft-discard")) {
                        html.hiddenField("_form", draft.form)
                        html.hiddenField("back", own)
                        html.submitButton("Discard", .quiet, size: .small)
                    }
                }
            }
        }
    }
}
