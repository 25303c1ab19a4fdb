internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The list pages of every resource with a presentation, and what belongs to them: filter, views, columns, editing in
/// place, changes to many records.
struct ListRoutes: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        pages.store.catalogue.resources.values.sorted { $0.name < $1.name }
            .compactMap { RecordList($0) }.flatMap(routes)
    }

    private func routes(_ list: RecordList) -> [Route] {
        let read = list.resource.access.read.intersection(.staff)
        let (base, page) = (list.path + "/list", RecordListPage(pages: pages, list: list))
        let views = ViewRoutes(pages: pages, list: list)
        let keepers = read.intersection(.workers)
        return [
            .signedIn(.get, list.path, read) { request, context in
                let mayAdd = pages.store.narrowed(list.resource, context).access.create.allows(context.role)
                return try await page.answer(request, context, actions: mayAdd ? { add($0, list) } : nil)
            },
            .signedIn(.get, "\(base)/filter", read) { try await filter(page, $0, $1) },
            .signedIn(.get, "\(base)/filter-row", read) { try await filterRow(page, $0, $1) },
            .signedIn(.post, "\(base)/columns", keepers) { try await views.columns($0, $1) },
            .signedIn(.post, "\(base)/views", keepers) { try await views.create($0, $1) },
            .signedIn(.post, "\(base)/views/default", keepers) { try await views.setDefault($0, $1) },
            .signedIn(.post, "\(base)/views/{view}", keepers) { try await views.change($0, $1) },
            .signedIn(.post, "\(base)/views/{view}/delete", keepers) { try await views.delete($0, $1) },
        ] + InlineRoutes(pages: pages, list: list).routes + BulkRoutes(pages: pages, list: list).routes
    }

    /// The button that adds a record, for those who may.
    private func add(_ html: HTML, _ list: RecordList) {
        html.linkButton(
            "Add \(list.resource.noun)", to: list.path + "/new", .primary, icon: .add,
            attributes: [.data("key", "c")] + HTML.opensDialog(list.path + "/new"))
    }

    /// What the form of the filter says, as the list's address.
    private func filter(_ page: RecordListPage, _ request: Request, _ context: Context) async throws -> Response {
        let form = request.query
        let resource = try await pages.store.resolved(page.list.resource, context)
        let kept = form.pairs.filter { ["q", "order", "columns", "layout"].contains($0.name) }
        var state = try ListState(kept.map { (name: $0.name, value: $0.value) }, resource: resource)
        state.filter = try FilterBuilder.filter(form, resource, context)
        var pairs = state.pairs(resource)
        if let view = form["view"] { pairs.append(("view", view)) }
        if pairs.isEmpty || pairs.allSatisfy({ $0.name == "view" }) { pairs.insert(("q", ""), at: 0) }
        let address = ListRequest.address(page.list.path, pairs)
        // Without scripts a condition is added by coming back for its row.
        if let draft = form["draft"], !draft.isEmpty {
            return try await builder(page, request, address, draft: draft, context)
        }
        return Response.redirect(to: address)
    }

    /// The form alone on a page, with a row for one more condition.
    private func builder(
        _ page: RecordListPage, _ request: Request, _ address: String, draft: String, _ context: Context
    ) async throws -> Response {
        let query = address.firstIndex(of: "?").map { String(address[address.index(after: $0)...]) } ?? ""
        let list = page.list.resolved(try await pages.store.resolved(page.list.resource, context))
        let asked = try ListRequest(
            list, Fields(encoded: query) ?? Fields(), pages.store.catalogue(for: context), context)
        let fields = FilterBuilder.fields(list.resource, context.role)
        let references = try await ReferenceNames.read(fields, pages.store, context)
        return try await pages.page(request, context) { html, frame, _ in
            html.workspacePage(
                frame, title: "Filter", heading: "Filter \(list.resource.title.lowercased())",
                breadcrumbs: [Place(list.resource.title, list.path)], modules: ["lists.js"]
            ) {
                html.div(.class("panel panel-body")) {
                    FilterBuilder(html: html, list: list, references: references, context: context)
                        .write(asked, draft: draft)
                }
            }
        }
    }

    /// One row of the filter's form: for a field and a comparison that were just chosen.
    private func filterRow(_ page: RecordListPage, _ request: Request, _ context: Context) async throws -> Response {
        let resource = try await pages.store.resolved(page.list.resource, context)
        let fields = FilterBuilder.fields(resource, context.role)
        guard let field = fields.first(where: { $0.name == request.query["field"] }) else {
            throw Problem.notFound("field")
        }
        let index = min(max(Int(request.query["index"] ?? "") ?? 0, 0), FilterBuilder.maximumRows - 1)
        let comparison = field.filterOperators.first { $0.name == request.query["operator"] }
        let references = try await ReferenceNames.read([field], pages.store, context)
        let out = ByteWriter(capacity: 4096)
        FilterBuilder(html: HTML(out), list: page.list.resolved(resource), references: references, context: context)
            .row(index, field, comparison ?? field.filterOperators.first, request.query.all("value"))
        return .html(out)
    }
}

/// Views and columns that people keep.
struct ViewRoutes: Sendable {
    let pages: WorkspacePages
    let list: RecordList

    private var store: RecordStore { pages.store }

    func create(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let state = try await state(form, context)
        return try await pages.refusing(request, back: back(form)) {
            let id = try await store.saveView(
                list.resource, name: form["name"] ?? "", state: state, isShared: form["shared"] == "true", context)
            return NoticeCookie.redirect(
                request, to: "\(list.path)?view=\(id)", Notice("View “\(form["name"] ?? "")” saved"))
        }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let (form, id) = (try request.form(), try id(request))
        let state = form.contains("state") ? try await state(form, context) : nil
        return try await pages.refusing(request, back: "\(list.path)?view=\(id)") {
            try await store.saveView(
                list.resource, id, name: form["name"], state: state,
                isShared: form.contains("form") ? form["shared"] == "true" : nil, context)
            return NoticeCookie.redirect(request, to: "\(list.path)?view=\(id)", Notice("View saved"))
        }
    }

    func delete(_ request: Request, _ context: Context) async throws -> Response {
        let id = try id(request)
        return try await pages.refusing(request, back: list.path) {
            try await store.deleteView(list.resource, id, context)
            return NoticeCookie.redirect(request, to: list.path, Notice("View deleted"))
        }
    }

    func setDefault(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let id = form["view"].flatMap { ID<SavedView>($0) }
        try await store.setDefaultView(list.resource, id, context)
        return NoticeCookie.redirect(
            request, to: id.map { "\(list.path)?view=\($0)" } ?? list.path,
            Notice(id == nil ? "The list begins with everything" : "The list begins with this view"))
    }

    /// Which columns, in which order, and perhaps how wide.
    func columns(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let resource = try await store.resolved(list.resource, context)
        let names = Set(resource.visibleFields(to: context.role).map(\.name))
        let preferences = try await store.listPreferences(resource, context)
        var columns: [ListPreferences.Column] = []
        if let name = form["width-of"], names.contains(name), let width = Int(form["width"] ?? "") {
            // One width alone: the columns stay as they are.
            let shown = form.all("columns").flatMap { $0.split(separator: ",") }.map(String.init).filter(names.contains)
            columns = shown.map { ListPreferences.Column($0, width: $0 == name ? width : preferences.width($0)) }
            try await store.setColumns(resource, columns, context)
            return .noContent
        }
        if form["reset"] == nil {
            columns = form.all("columns").filter(names.contains).map {
                ListPreferences.Column($0, width: preferences.width($0))
            }
        }
        try await store.setColumns(resource, columns, context)
        var state = try await state(form, context)
        state.columns = nil
        return NoticeCookie.redirect(
            request, to: ListRequest.address(list.path, state.pairs(resource)),
            Notice(columns.isEmpty ? "The list has its own columns again" : "Columns saved"))
    }

    private func id(_ request: Request) throws -> ID<SavedView> {
        guard let id = ID<SavedView>(try request.parameter("view")) else { throw Problem.notFound("view") }
        return id
    }

    private func state(_ form: Fields, _ context: Context) async throws -> ListState {
        guard let fields = Fields(encoded: form["state"] ?? "") else {
            throw Problem.badRequest("bad_filter", "The list's address was not understood.")
        }
        let resource = try await store.resolved(list.resource, context)
        let state = try ListState(fields.pairs.map { (name: $0.name, value: $0.value) }, resource: resource)
        _ = try state.condition(resource).compiled(resource, context)
        return state
    }

    private func back(_ form: Fields) -> String {
        let state = form["state"] ?? ""
        return state.isEmpty ? list.path : list.path + "?" + state
    }
}

extension WorkspacePages {
    /// The answer that `body` gives; a refusal is told on the page at `path`.
    func refusing(_ request: Request, back path: String, _ body: () async throws -> Response) async throws -> Response {
        do { return try await body() } catch let problem as Problem where [409, 422, 400].contains(problem.status) {
            return NoticeCookie.redirect(
                request, to: path, Notice(problem.fields.first?.message ?? problem.detail, tone: .bad))
        }
    }
}
