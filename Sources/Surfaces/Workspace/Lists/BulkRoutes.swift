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

    var changes: BulkChanges { BulkChanges(pages.store) }
    var base: String { list.path + "/bulk" }

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
    struct Choice {
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

    func change(_ form: Fields, _ resource: Resource, _ context: Context) throws -> BulkVerb {
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
        let words = BulkWords.progress(progress, resource)
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
        var response = try await answer(request, "Change to \(BulkWords.records(progress.total, resource))", context) {
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
                html.p(.role("status"), BulkWords.progress(progress, resource))
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
