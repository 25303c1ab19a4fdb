internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Changing many records at once: what, then what it would do, then doing it, with progress and undo.
struct BulkRoutes: Sendable {
    let pages: WorkspacePages
    let list: RecordList

    private var changes: BulkChanges { BulkChanges(pages.store) }
    private var base: String { list.path + "/bulk" }

    var routes: [Route] {
        let access = list.resource.access.read.intersection(.workers)
        return [
            .signedIn(.post, base, access) { try await ask($0, $1) },
            .signedIn(.post, "\(base)/run", access) { try await run($0, $1) },
            .signedIn(.get, "\(base)/{change}", access) { try await show($0, $1) },
            .signedIn(.post, "\(base)/{change}/undo", access) { try await undo($0, $1) },
        ]
    }

    /// What was chosen, as the forms carry it on.
    private struct Choice {
        let ids: [Identifier]
        /// The list's query, if everything in it is meant.
        let query: String?
        var selection: BulkSelection

        var fields: [(name: String, value: String)] {
            query.map { [("all", "1"), ("query", $0)] } ?? [("ids", ids.map(\.description).joined(separator: ","))]
        }
    }

    private func choice(_ form: Fields, _ resource: Resource) throws -> Choice {
        if form["all"] == "1" {
            let text = form["query"] ?? ""
            guard let fields = Fields(encoded: text) else {
                throw Problem.badRequest("bad_filter", "The list's address was not understood.")
            }
            let state = try ListState(fields.pairs.map { (name: $0.name, value: $0.value) }, resource: resource)
            return Choice(ids: [], query: text, selection: .matching(state))
        }
        let ids = form.all("ids").flatMap { $0.split(separator: ",") }.compactMap { Identifier($0) }
        return Choice(ids: ids, query: nil, selection: .ids(ids))
    }

    // MARK: - Asking

    /// The form for what was pressed in the bar, or what the change would do once it is filled in.
    private func ask(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let resource = try await pages.store.resolved(list.resource, context)
        let choice = try choice(form, resource)
        guard choice.query != nil || !choice.ids.isEmpty else {
            return NoticeCookie.redirect(request, to: list.path, Notice("Choose at least one row.", tone: .bad))
        }
        let verb = form["verb"] ?? ""
        if verb == "segment" { return try await SegmentPages(pages).choose(choice.fields, self, request, context) }
        if form["step"] == "preview" || verb == "delete" || verb.hasPrefix("action:") {
            do { return try await preview(request, form, resource, choice, context) } catch let problem as Problem
                where problem.status == 422
            {
                guard verb != "delete", !verb.hasPrefix("action:") else { throw problem }
                return try await input(request, form, resource, choice, context, problem: problem)
            }
        }
        return try await input(request, form, resource, choice, context)
    }

    private func input(
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
        return try await answer(request, "\(title) \(Self.records(count, resource))", context) { html in
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

    private func change(_ form: Fields, _ resource: Resource, _ context: Context) throws -> BulkVerb {
        let verb = form["verb"] ?? ""
        if verb == "delete" { return .delete }
        if verb.hasPrefix("action:") { return .action(String(verb.dropFirst("action:".count))) }
        if verb == "tags" {
            let tags = (form["value"] ?? "").split(separator: ",").map {
                String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            }.filter { !$0.isEmpty }
            return form["mode"] == "remove" ? .removeTags(tags) : .addTags(tags)
        }
        let name = verb == "owner" ? resource.ownerColumn ?? "" : form["field"] ?? ""
        guard let field = resource.visibleFields(to: context.role).first(where: { $0.name == name }) else {
            throw Problem.invalid("field", "required", "Choose the field to change.")
        }
        return .set([name: try CellControl.value(field, form.all("value"), context)])
    }

    private func preview(
        _ request: Request, _ form: Fields, _ resource: Resource, _ choice: Choice, _ context: Context
    ) async throws -> Response {
        let verb = try change(form, resource, context)
        let preview = try await changes.preview(resource, choice.selection, verb, context)
        let going = preview.total - preview.refusals.count
        let title = title(verb, resource, preview.total)
        return try await answer(request, title, context) { html in
            html.form([
                .method("post"), .action(base + "/run"), .hxPost(base + "/run"), .hxTarget("closest dialog"),
                .hxSwap("outerHTML"), .class("stack"),
            ]) {
                html.p {
                    html.strong(preview.names.joined(separator: ", "))
                    if preview.total > preview.names.count {
                        html.text(" and \(Self.grouped(preview.total - preview.names.count)) more")
                    }
                }
                if !preview.refusals.isEmpty {
                    html.callout(.warn, "\(Self.records(preview.refusals.count, resource)) will stay as they are.") {
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
                            submit(verb, resource, preview.total), verb == .delete ? .danger : .primary)
                    }
                }
            }
        }
    }

    private func title(_ verb: BulkVerb, _ resource: Resource, _ count: Int) -> String {
        submit(verb, resource, count) + "?"
    }

    private func submit(_ verb: BulkVerb, _ resource: Resource, _ count: Int) -> String {
        let records = Self.records(count, resource)
        return switch verb {
        case .set: "Change \(records)"
        case .addTags: "Tag \(records)"
        case .removeTags: "Take tags off \(records)"
        case .delete: "Delete \(records)"
        case .action(let name): "\(pages.store.catalogue.actions[name]?.title ?? name): \(records)"
        }
    }

    /// "3 customers".
    static func records(_ count: Int?, _ resource: Resource) -> String {
        guard let count else { return "all these \(resource.title.lowercased())" }
        let noun = count == 1 ? resource.singular.replacing("_", with: " ") : resource.title.lowercased()
        return "\(grouped(count)) \(noun)"
    }

    /// `1,204`.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    // MARK: - Doing

    private func run(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let resource = try await pages.store.resolved(list.resource, context)
        let choice = try choice(form, resource)
        let progress = try await changes.start(
            resource, choice.selection, try change(form, resource, context), context)
        return try await told(request, progress, resource, context)
    }

    private func undo(_ request: Request, _ context: Context) async throws -> Response {
        let progress = try await changes.undo(try id(request), context)
        let resource = try await pages.store.resolved(list.resource, context)
        return try await told(request, progress, resource, context)
    }

    /// The end of a change in a toast with undo; one under way in a dialog that follows it.
    private func told(_ request: Request, _ progress: BulkProgress, _ resource: Resource, _ context: Context)
        async throws
        -> Response
    {
        if progress.isUnderWay { return try await show(progress, request, resource, context) }
        let words = Self.words(progress, resource)
        let undo = progress.isUndoable ? "\(base)/\(progress.id)/undo" : nil
        guard request.isFragment else {
            let path = progress.refused > 0 || undo != nil ? "\(base)/\(progress.id)" : list.path
            return NoticeCookie.redirect(request, to: path, Notice(words))
        }
        var toast: [String: JSON] = ["text": .string(words), "tone": progress.refused > 0 ? "warn" : "good"]
        if let undo { toast["undo"] = .string(undo) }
        let trigger: JSON = ["close-dialog": true, "list-changed": true, "toast": .object(toast)]
        return Response(status: 204, headers: ["HX-Trigger": trigger.asciiText])
    }

    static func words(_ progress: BulkProgress, _ resource: Resource) -> String {
        switch progress.state {
        case .undone:
            let kept = progress.kept > 0 ? "; \(progress.kept) had changed since and stay" : ""
            return "Undone for \(records(progress.undone, resource))\(kept)"
        case .running, .undoing:
            return "\(grouped(progress.done + progress.refused)) of \(grouped(progress.total))"
        case .done:
            let refused = progress.refused > 0 ? "; \(progress.refused) refused" : ""
            let verb = progress.verb == .delete ? "deleted" : "changed"
            return "\(records(progress.done, resource)) \(verb)\(refused)"
        }
    }

    private func id(_ request: Request) throws -> ID<BulkProgress> {
        guard let id = ID<BulkProgress>(try request.parameter("change")) else { throw Problem.notFound("change") }
        return id
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let resource = try await pages.store.resolved(list.resource, context)
        let progress = try await changes.progress(try id(request), context)
        guard progress.resource == resource.name else { throw Problem.notFound("change") }
        return try await show(progress, request, resource, context)
    }

    /// How far a change has come; asks again every second while it is under way.
    private func show(_ progress: BulkProgress, _ request: Request, _ resource: Resource, _ context: Context)
        async throws
        -> Response
    {
        let path = "\(base)/\(progress.id)"
        let refusals = progress.refused > 0 ? try await changes.refusals(progress.id, limit: 20, context) : []
        var response = try await answer(request, "Change to \(Self.records(progress.total, resource))", context) {
            html in
            html.div(
                [.class("stack"), .id("bulk-progress")]
                    + (progress.isUnderWay
                        ? [
                            .hxGet(path), .hxTrigger("every 1s"), .hxSelect("#bulk-progress"), .hxTarget("this"),
                            .hxSwap("outerHTML"),
                        ] : [])
            ) {
                let through =
                    progress.state == .undoing ? progress.undone + progress.kept : progress.done + progress.refused
                let all = progress.state == .undoing ? progress.done : progress.total
                html.progress(
                    .attribute("max", String(max(all, 1))),
                    .attribute("value", String(progress.isUnderWay ? through : all)),
                    .aria("label", "Progress")
                ) {}
                html.p(.role("status"), Self.words(progress, resource))
                if !refusals.isEmpty {
                    html.ul(.class("stack-tight")) {
                        for refusal in refusals {
                            html.li { html.a(.href("\(list.path)/\(refusal.record)"), refusal.reason) }
                        }
                    }
                }
                html.div(.class("dialog-actions")) {
                    html.linkButton(progress.isUnderWay ? "Go on working" : "Back to the list", to: list.path)
                    if progress.isUndoable {
                        html.postButton("Undo", to: path + "/undo", icon: .undo)
                    }
                }
            }
        }
        if request.isFragment, !progress.isUnderWay { response.headers["HX-Trigger"] = "list-changed" }
        return response
    }

    /// In a dialog for scripts, on a page of its own otherwise.
    func answer(_ request: Request, _ title: String, _ context: Context, _ content: (HTML) -> Void) async throws
        -> Response
    {
        guard request.isFragment else {
            return try await pages.page(request, context) { html, page, _ in
                html.workspacePage(
                    page, title: title, heading: title, breadcrumbs: [Place(list.resource.title, list.path)]
                ) { html.div(.class("panel panel-body")) { content(html) } }
            }
        }
        let out = ByteWriter(capacity: 4096)
        let html = HTML(out)
        html.modal(id: "bulk-dialog", title: title) { content(html) }
        return .html(out)
    }
}

extension JSON {
    /// For a header, which holds nothing but ASCII.
    fileprivate var asciiText: String {
        var clean = ""
        for unit in text.utf16 {
            if unit < 128, let scalar = Unicode.Scalar(unit) {
                clean.unicodeScalars.append(scalar)
            } else {
                let hex = String(unit, radix: 16)
                clean += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
        }
        return clean
    }
}
