internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// What is asked before many records are changed: the change itself, then whether to do what it would do.
extension BulkRoutes {
    func input(
        _ request: Request, _ form: Fields, _ resource: Resource, _ choice: Choice, _ context: Context,
        problem: Problem? = nil
    ) async throws -> Response {
        let verb = form["verb"] ?? "set"
        let editable = resource.visibleFields(to: context.role).filter {
            list.resolved(resource).isEditable($0, context.role)
        }
        let chosen = editable.first { $0.name == (verb == "owner" ? resource.ownerColumn : form["field"]) }
        let references = try await ReferenceNames.read(chosen.map { [$0] } ?? [], pages.store, context)
        let count = choice.query == nil ? choice.ids.count : nil
        let title = verb == "tags" ? "Tag" : verb == "owner" ? "Assign" : "Edit"
        return try await answer(request, "\(title) \(BulkWords.records(count, resource))", context) { html in
            html.form([
                .method("post"), .action(base), .hxPost(base), .hxTarget("closest dialog"), .hxSwap("outerHTML"),
                .class("stack"), .data("bulk-form"),
            ]) {
                html.formProblem(problem)
                carry(html, choice, verb)
                switch verb {
                case "tags":
                    html.segmentedField(
                        FormField("mode", "What to do"),
                        options: [FormOption("add", "Add"), FormOption("remove", "Take off")],
                        value: form["mode"] ?? "add")
                    html.textField(
                        FormField("value", "Tags", hint: "Parted by commas.", required: true),
                        value: form["value"] ?? "",
                        attributes: [.autocomplete("off"), .dir("auto")])
                default:
                    if verb != "owner" { fieldChoice(html, editable, chosen) }
                    if let chosen {
                        html.field(FormField("value", chosen.label, required: chosen.isRequired)) { _ in
                            var control = CellControl(
                                field: chosen, name: "value", id: "field-value", label: chosen.label, context: context)
                            control.options = references.of(chosen)
                            control.write(html, form.all("value").filter { !$0.isEmpty })
                        }
                    }
                }
                buttons(
                    html, chosen == nil && verb == "set" ? "Next" : "Preview",
                    step: chosen == nil && verb == "set" ? "" : "preview")
            }
        }
    }

    private func fieldChoice(_ html: HTML, _ fields: [Field], _ chosen: Field?) {
        html.selectField(
            FormField("field", "Field", required: true), options: fields.map { FormOption($0.name, $0.label) },
            value: chosen?.name, empty: "Choose a field",
            attributes: [
                .hxPost(base), .hxTrigger("change"), .hxTarget("closest dialog"), .hxSwap("outerHTML"),
            ])
    }

    private func carry(_ html: HTML, _ choice: Choice, _ verb: String) {
        for field in choice.fields { html.hiddenField(field.name, field.value) }
        html.hiddenField("verb", verb)
    }

    private func buttons(_ html: HTML, _ label: String, step: String, look: ButtonLook = .primary) {
        html.div(.class("dialog-actions")) {
            html.actionButton("Cancel", attributes: [.data("closes")])
            html.submitButton(label, look, attributes: [.name("step"), .value(step)])
        }
    }

    func preview(
        _ request: Request, _ form: Fields, _ resource: Resource, _ choice: Choice, _ context: Context
    ) async throws -> Response {
        let verb = try change(form, resource, context)
        let preview = try await changes.preview(resource, choice.selection, verb, context)
        let going = preview.total - preview.refusals.count
        let title = BulkWords.change(verb, resource, preview.total, pages.store.catalogue) + "?"
        return try await answer(request, title, context) { html in
            html.form([
                .method("post"), .action(base + "/run"), .hxPost(base + "/run"), .hxTarget("closest dialog"),
                .hxSwap("outerHTML"), .class("stack"),
            ]) {
                html.p {
                    html.strong(preview.names.joined(separator: ", "))
                    if preview.total > preview.names.count {
                        html.text(" and \(BulkWords.grouped(preview.total - preview.names.count)) more")
                    }
                }
                if !preview.refusals.isEmpty {
                    html.callout(.warn, "\(BulkWords.records(preview.refusals.count, resource)) will stay as they are.")
                    {
                        html.ul(.class("stack-tight")) {
                            for refusal in preview.refusals.prefix(5) {
                                html.li(.dir("auto"), "\(refusal.title): \(refusal.reason)")
                            }
                        }
                    }
                }
                if !preview.isComplete {
                    html.p(
                        .class("muted"),
                        "The first \(BulkChanges.rehearsed) were tried. The change runs in the background; you can go on working."
                    )
                }
                html.p(
                    .class("muted"),
                    verb.isUndoable ? "You can undo it." : "This cannot be undone.")
                carry(html, choice, form["verb"] ?? "")
                for name in ["field", "mode"] { if let value = form[name] { html.hiddenField(name, value) } }
                for value in form.all("value") { html.hiddenField("value", value) }
                html.div(.class("dialog-actions")) {
                    html.actionButton("Cancel", attributes: [.data("closes")])
                    if going > 0 {
                        html.submitButton(
                            BulkWords.change(verb, resource, preview.total, pages.store.catalogue),
                            verb == .delete ? .danger : .primary)
                    }
                }
            }
        }
    }
}
