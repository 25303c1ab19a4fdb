internal import Core
internal import Exports
internal import HTML
internal import HTTP
internal import Imports
internal import Interface
internal import Postgres
internal import Records

/// Files with records: the list of them, and the way of each from its upload to the records it became.
struct ImportPages: Sendable {
    let pages: WorkspacePages
    let desk: ImportDesk

    private var store: RecordStore { pages.store }

    var routes: [Route] {
        let upload = Route.Limits(body: desk.limits.file + 65_536, spoolsToDisk: true, timeout: .seconds(300))
        return [
            .signedIn(.get, "/imports", .agents) { try await list($0, $1) },
            .signedIn(.get, "/imports/new", .agents) { try await choose($0, $1, nil) },
            .signedIn(.post, "/imports", .agents, limits: upload) { try await take($0, $1) },
            .signedIn(.get, "/imports/{id}", .agents) { try await show($0, $1, nil) },
            .signedIn(.post, "/imports/{id}/check", .agents) { try await check($0, $1) },
            .signedIn(.post, "/imports/{id}/remap", .agents) { try await remap($0, $1) },
            .signedIn(.post, "/imports/{id}/start", .agents) { request, context in
                try await act(request, context, "The import is running.") { try await desk.start($0, store, context) }
            },
            .signedIn(.post, "/imports/{id}/stop", .agents) { request, context in
                try await act(request, context, "The import stops after the rows at hand.") {
                    try await desk.stop($0, store, context)
                }
            },
            .signedIn(.post, "/imports/{id}/revert", .agents) { request, context in
                try await act(request, context, "The import is being taken back.") {
                    try await desk.revert($0, store, context)
                }
            },
            .signedIn(.get, "/imports/{id}/errors.csv", .agents) { try await errors($0, $1) },
            .signedIn(.get, "/imports/templates", .agents) { try await templates($0, $1) },
            .signedIn(.post, "/imports/templates/{id}/delete", .agents) { try await deleteTemplate($0, $1) },
        ]
    }

    // MARK: - The list

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let wanted = request.query["resource"]
        let resources = desk.resources(store.catalogue(for: context), context.role)
        return try await pages.page(request, context, [Import.list(resource: wanted)]) { html, page, rows in
            try html.workspacePage(
                page, title: "Imports", styles: ["imports.css"],
                actions: {
                    html.linkButton("Templates", to: "/imports/templates")
                    if !resources.isEmpty {
                        html.linkButton("Import a file", to: "/imports/new", .primary, icon: .upload)
                    }
                }
            ) {
                guard !rows[0].isEmpty else {
                    return html.div(.class("panel")) {
                        html.emptyState(
                            .upload, "No imports yet",
                            "Bring records in from a CSV or Excel file, or an address book. Everything is checked first, and can be taken back."
                        ) { if !resources.isEmpty { html.linkButton("Import a file", to: "/imports/new", .primary) } }
                    }
                }
                try ImportTable(html: html, page: page, catalogue: store.catalogue).write(rows[0])
            }
        }
    }

    // MARK: - Upload

    private func choose(_ request: Request, _ context: Context, _ problem: Problem?) async throws -> Response {
        let resources = desk.resources(store.catalogue(for: context), context.role)
        guard !resources.isEmpty else { throw Problem.forbidden() }
        let wanted = request.query["resource"].flatMap { name in resources.first { $0.name == name } }
        var response = try await pages.page(request, context) { html, page, _ in
            html.workspacePage(
                page, title: "Import", heading: "Import \(wanted?.title.lowercased() ?? "records")",
                breadcrumbs: [Place("Imports", "/imports")], styles: ["imports.css"]
            ) {
                html.stepper(ImportSteps.names, current: 0)
                html.div(.class("import-narrow stack")) {
                    if let problem { html.callout(.bad, problem.detail) }
                    html.form(
                        .class("panel panel-body stack"), .method("post"), .action("/imports"),
                        .enctype("multipart/form-data")
                    ) {
                        html.selectField(
                            FormField("resource", "What is in the file", required: true),
                            options: resources.map { FormOption($0.name, $0.title) }, value: wanted?.name)
                        html.fileField(
                            FormField(
                                "file", "File",
                                hint:
                                    "CSV, Excel (XLSX) or vCard, up to \(desk.limits.file >> 20) MiB. The first line holds the headings.",
                                required: true), accept: ".csv,.tsv,.txt,.xlsx,.vcf")
                        html.div(.class("row-group")) {
                            html.submitButton("Upload")
                            html.linkButton("Cancel", to: "/imports", .quiet)
                        }
                    }
                    html.p(
                        .class("muted"),
                        "Nothing is changed yet: next you say what the columns mean, and see what would come of it.")
                }
            }
        }
        response.status = problem?.status ?? 200
        return response
    }

    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await desk.form(request)
        guard let file = form.file("file"), let name = form.fields["resource"] else {
            return try await choose(
                request, context, .invalid("file", "required", "Choose a file, then press Upload."))
        }
        let id = try await desk.upload(file, to: name, store, context)
        return .redirect(to: "/imports/\(id)")
    }

    // MARK: - One import

    func show(_ request: Request, _ context: Context, _ problem: Problem?) async throws -> Response {
        let given = try await desk.get(try request.id(), store, context)
        let resource = try await desk.resource(given.resource, store, context)
        let phase =
            [.checked, .checking].contains(given.status) ? "check" : given.status == .reverted ? "revert" : "run"
        let after = Int(request.query["after"] ?? "") ?? Int(Int32.min)
        let rows = ImportFaults.select(given.id, phase: phase, after: after)
        var response = try await pages.page(request, context, [rows]) { html, page, answers in
            let view = ImportView(
                html: html, page: page, given: given, resource: resource,
                fields: ImportableFields.fields(of: resource, for: context.role),
                sites: ImportableFields.siteFields(of: resource, store.catalogue(for: context), for: context.role),
                problem: problem)
            try html.workspacePage(
                page, title: given.fileName, heading: given.fileName, breadcrumbs: [Place("Imports", "/imports")],
                styles: ["imports.css"], summary: { view.summary() }, actions: { view.actions() }
            ) { try view.write(answers[0], after: after) }
        }
        response.status = problem?.status ?? 200
        return response
    }

    private func check(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Import> = try request.id()
        let form = try request.form()
        let given = try await desk.get(id, store, context)
        let plan = ImportPlan(
            targets: given.headers.indices.map { ImportPlan.Target(form["column.\($0)"] ?? "") },
            mode: form["mode"].flatMap(ImportPlan.Mode.init(rawValue:)) ?? .both,
            key: form["key"].flatMap { $0.isEmpty ? nil : $0 }, source: String((form["source"] ?? "file").prefix(60)),
            isDayFirst: form["day_first"] == "true")
        do {
            try await desk.check(id, plan, template: form["template"], store, context)
        } catch let problem as Problem where problem.status == 422 {
            return try await show(request, context, problem)
        }
        return .redirect(to: "/imports/\(id)")
    }

    private func remap(_ request: Request, _ context: Context) async throws -> Response {
        try await act(request, context, nil) { id in try await desk.remap(id, store, context) }
    }

    private func act(
        _ request: Request, _ context: Context, _ words: String?, _ body: (ID<Import>) async throws -> Void
    ) async throws -> Response {
        let id: ID<Import> = try request.id()
        do { try await body(id) } catch let problem as Problem where [409, 422].contains(problem.status) {
            return NoticeCookie.redirect(request, to: "/imports/\(id)", Notice(problem.detail, tone: .bad))
        }
        guard let words else { return .redirect(to: "/imports/\(id)") }
        return NoticeCookie.redirect(request, to: "/imports/\(id)", Notice(words))
    }

    // MARK: - Files and templates

    /// The rows that were left out, as they were, each with what is wrong: to be mended and imported again.
    private func errors(_ request: Request, _ context: Context) async throws -> Response {
        let given = try await desk.get(try request.id(), store, context)
        _ = try await desk.resource(given.resource, store, context)
        let phase = request.query["phase"] == "check" ? "check" : "run"
        return try await desk.errorFile(given, phase: phase, store, context)
    }

    private func templates(_ request: Request, _ context: Context) async throws -> Response {
        let read: SQL = """
            select t.id, t.resource, t.name, t.created_at, m.name as member from import_templates t
              left join members m on m.org_id = t.org_id and m.id = t.member_id
            where t.org_id = app_org() order by t.resource, t.name limit 500
            """
        return try await pages.page(request, context, [read]) { html, page, rows in
            try html.workspacePage(
                page, title: "Import templates", heading: "Import templates",
                breadcrumbs: [Place("Imports", "/imports")]
            ) {
                guard !rows[0].isEmpty else {
                    return html.div(.class("panel")) {
                        html.emptyState(
                            .file, "No templates yet",
                            "Give the columns of a file a name while importing it: the next file with the same headings is read the same way."
                        )
                    }
                }
                let heads = [
                    TableColumn("Name", .wide), TableColumn("Records"), TableColumn("Kept by", .optional), .actions,
                ]
                try html.dataTable(id: "rows", label: "Templates", columns: heads) {
                    for row in rows[0] {
                        let name: String = try row.get("name")
                        let resource: String = try row.get("resource")
                        let id: String = try row.get("id")
                        let member: String? = try row.optional("member")
                        html.tr {
                            html.td(.class("wide"), .dir("auto"), name)
                            html.td(store.catalogue.resources[resource]?.title ?? resource)
                            html.cell(member, optional: true)
                            html.td(.class("actions")) {
                                html.postButton("Delete", to: "/imports/templates/\(id)/delete", .quiet, size: .small)
                            }
                        }
                    }
                }
            }
        }
    }

    private func deleteTemplate(_ request: Request, _ context: Context) async throws -> Response {
        let id: Identifier = try request.id(of: ImportPlan.self).value
        let rows = try await store.database.query(
            context, "select resource from import_templates where org_id = app_org() and id = \(id)")
        _ = try await desk.resource(try rows.one("template").get("resource"), store, context)
        try await store.work(context, "imports.forget-template") { work in
            work.queue("delete from import_templates where org_id = app_org() and id = \(id)")
        }
        return NoticeCookie.redirect(request, to: "/imports/templates", Notice("The template is gone."))
    }
}
