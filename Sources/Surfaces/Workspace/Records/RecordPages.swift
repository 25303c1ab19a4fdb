internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The page of every record whose resource says how it appears.
struct RecordPages: Sendable {
    let pages: WorkspacePages

    private var store: RecordStore { pages.store }

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        store.catalogue.resources.values.filter {
            $0.presentation != nil || RecordPageAdditions.resources.contains($0.name)
        }.sorted { $0.name < $1.name }.flatMap { resource -> [Route] in
            let access = resource.access.read.intersection(.staff)
            guard !access.isEmpty else { return [] }
            return [.signedIn(.get, "\(resource.path)/{id}", access) { try await show($0, $1, resource) }]
        }
    }

    /// The page of a record that has one of its own, made from its declaration alone.
    func show(_ request: Request, _ context: Context, _ name: String) async throws -> Response {
        try await show(request, context, try store.catalogue.resource(name, for: context.role))
    }

    private func show(_ request: Request, _ context: Context, _ declared: Resource) async throws -> Response {
        guard let id = Identifier(try request.parameter("id")) else {
            return try await missing(request, context, declared)
        }
        let resource = try await store.resolved(declared, context)
        var asked = RecordPageRequest(resource, id, context, store.catalogue(for: context), request.query)
        for (name, sets) in store.catalogue.namedSets where sets.source == resource.name {
            asked.others[name] = try await store.resolved(
                try store.catalogue(for: context).resource(name, for: context.role), context)
        }
        // Parts written by hand show fields of several kinds of record: they are not for whom some are hidden.
        let hides = context.grants?.hidesFields ?? false
        let extras = hides ? RecordPageExtras() : RecordPageAdditions.of(resource.name)
        let plan = try RecordPagePlan(asked, extras, RecordTabs.of(asked, extras))
        let (page, answers) = try await pages.read(request, context, plan.statements)
        guard let head = answers[0].first else { return try await gone(request, asked) }
        let view = RecordPageView(
            plan: plan, content: RecordPageContent(request: asked, page: page, head: head), answers: answers)
        return try pages.write(request) { try view.write($0) }
    }

    // MARK: - Records that are not there

    /// Merged into another, deleted, or never there.
    private func gone(_ request: Request, _ asked: RecordPageRequest) async throws -> Response {
        let resource = asked.resource
        let (page, rows) = try await pages.read(
            request, asked.context, [Redirects.select(resource.name, asked.id), deleted(asked)])
        if let target: Identifier = try rows[0].first?.get("to_id") {
            let query = request.rawQuery.isEmpty ? "" : "?" + request.rawQuery
            return Response.redirect(to: "\(asked.base)/\(target)\(query)", status: 301)
        }
        guard let row = rows[1].first else { return try await missing(request, asked.context, resource) }
        let title: String = try row.optional("title") ?? resource.presentation?.untitled ?? resource.noun
        let at: Instant = try row.get("deleted_at")
        var response = try pages.write(request) { html in
            try html.workspacePage(
                page, title: title, heading: title, breadcrumbs: [Place(resource.title, asked.base)]
            ) { deletedWords(html, asked, at, page) }
        }
        response.status = 410
        return response
    }

    private func deleted(_ asked: RecordPageRequest) -> SQL {
        let resource = asked.resource
        guard resource.isSoftDeleted, resource.field(resource.titleField)?.source == .column else {
            return "select null::text as title, null::timestamptz as deleted_at where false"
        }
        return """
            select \(identifier: resource.titleField)::text as title, deleted_at from \(identifier: resource.name)
            where org_id = app_org() and id = \(asked.id) and deleted_at is not null
            """
    }

    private func deletedWords(_ html: HTML, _ asked: RecordPageRequest, _ at: Instant, _ page: PageContext) {
        let mayRestore =
            asked.resource.access.delete.allows(asked.context.role) && asked.resource.presentation != nil
        html.emptyState(
            .delete, "This \(asked.resource.noun) was deleted \(Moment.relative(at, now: page.now, page.zone))",
            mayRestore
                ? "For 30 days after that it can be brought back with everything that belongs to it."
                : "For 30 days after that an administrator can bring it back."
        ) {
            if mayRestore {
                html.postButton("Restore", to: "\(asked.path)/restore", .primary, icon: .undo)
            }
            html.linkButton("All \(asked.resource.title.lowercased())", to: asked.base)
        }
    }

    private func missing(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        guard request.wantsHTML else { throw Problem.notFound(resource.noun) }
        let title = "No such \(resource.noun)"
        var response = try await pages.page(request, context) { html, page, _ in
            html.workspacePage(page, title: title) {
                html.emptyState(
                    .help, title,
                    "There is no \(resource.noun) at this address, or you may not see it. The link may be old."
                ) {
                    html.linkButton("All \(resource.title.lowercased())", to: resource.path, .primary)
                    html.linkButton("Search", to: "/search", icon: .search)
                }
            }
        }
        response.status = 404
        return response
    }
}
