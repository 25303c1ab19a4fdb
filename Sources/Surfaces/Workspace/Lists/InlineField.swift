internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// One value of a record that is changed where it stands: in a table's cell, among a record's facts. The element around
/// it says `data-field="status"` and `data-editable`, one further out `data-record="/customers/<id>"`; `inline.js`
/// fetches the control from `<record>/fields/<field>` and posts it there.
struct InlineField {
    let html: HTML
    let page: Context
    let resource: Resource
    let field: Field
    /// `/customers/<id>/fields/status`
    let path: String
    var references: ReferenceNames = .none

    /// The control with the value that `row` has, or with what was sent and what is wrong with it.
    func form(_ row: Row, sent: [String]? = nil, problem: Problem? = nil) throws {
        var control = CellControl(
            field: field, name: "value", id: "inline-\(field.name)", label: field.label, context: page)
        control.options = references.of(field)
        let values = try sent ?? CellControl.texts(field, row, page)
        let version: Int64 = try row.get("version")
        html.form(
            .class("inline-form"), .method("post"), .action(path), .data("inline"), .novalidate
        ) {
            html.hiddenField("version", String(version))
            control.write(
                html, values,
                attributes: [
                    .data("size", "small"), problem == nil ? .none : .aria("invalid", true),
                    .aria("describedby", "inline-error"),
                ])
            html.span(.class("inline-buttons")) {
                html.iconButton(.check, "Save (Enter)", .primary, size: .small, type: "submit")
                html.iconButton(.close, "Cancel (Escape)", size: .small, attributes: [.data("inline-cancel")])
            }
            if let problem {
                html.span(.class("field-error inline-error"), .id("inline-error"), .role("alert")) {
                    html.icon(.error)
                    html.span(problem.fields.first?.message ?? problem.detail)
                }
            }
        }
    }
}

/// Editing one value in place.
struct InlineRoutes: Sendable {
    let pages: WorkspacePages
    let list: RecordList

    var routes: [Route] {
        let access = list.resource.access.update.intersection(.staff)
        guard !access.isEmpty else { return [] }
        let path = "\(list.path)/{id}/fields/{field}"
        return [
            .signedIn(.get, path, access) { try await show($0, $1) },
            .signedIn(.post, path, access) { try await save($0, $1) },
        ]
    }

    private func target(_ request: Request, _ context: Context) async throws -> (Resource, Field, Identifier) {
        let resource = try await pages.store.resolved(list.resource, context)
        guard let id = Identifier(try request.parameter("id")) else { throw Problem.notFound(resource.singular) }
        let name = try request.parameter("field")
        guard let field = resource.visibleFields(to: context.role).first(where: { $0.name == name }),
            list.resolved(resource).isEditable(field, context.role)
        else { throw Problem.notFound("field") }
        return (resource, field, id)
    }

    private func row(_ resource: Resource, _ field: Field, _ id: Identifier, _ context: Context) async throws -> Row {
        var names = ["id", "version", field.name]
        if case .money(let currency) = field.kind, resource.field(currency) != nil { names.append(currency) }
        if let target = field.referenceTarget, let embed = field.embedName,
            let other = pages.store.catalogue(for: context).resources[target], other.access.read.allows(context.role),
            other.field(other.titleField)?.source == .column
        {
            names.append("\(embed)(\(other.titleField))")
        }
        return try await pages.store.get(resource, id, context, select: names.joined(separator: ",")).rows[0]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let (resource, field, id) = try await target(request, context)
        let row = try await row(resource, field, id, context)
        return try await form(request, resource, field, id, row, context)
    }

    private func form(
        _ request: Request, _ resource: Resource, _ field: Field, _ id: Identifier, _ row: Row, _ context: Context,
        sent: [String]? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let ids = try CellControl.texts(field, row, context)
        let references = try await ReferenceNames.read([field], ids: ids, pages.store, context)
        func write(_ html: HTML) throws {
            try InlineField(
                html: html, page: context, resource: resource, field: field,
                path: "\(list.path)/\(id)/fields/\(field.name)", references: references
            ).form(row, sent: sent, problem: problem)
        }
        if request.isFragment {
            let out = ByteWriter(capacity: 2048)
            try write(HTML(out))
            var response = Response.html(out)
            if let problem { response.status = problem.status == 409 ? 409 : 422 }
            return response
        }
        return try await pages.page(request, context) { html, page, _ in
            try html.workspacePage(
                page, title: field.label, heading: "Change \(field.label.lowercased())",
                breadcrumbs: [Place(resource.title, list.path)]
            ) {
                try html.div(.class("panel panel-body")) { try write(html) }
            }
        }
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let (resource, field, id) = try await target(request, context)
        let form = try request.form()
        let sent = form.all("value")
        do {
            let before = try await row(resource, field, id, context)
            var currency: Currency?
            if case .money(let column) = field.kind, before.rows.column(column) != nil {
                currency = try before.optional(column)
            }
            _ = try await pages.store.update(
                resource, id, [field.name: try CellControl.value(field, sent, context, currency: currency)], context,
                version: form["version"].flatMap { Int64($0) })
        } catch let problem as Problem where [409, 422, 400].contains(problem.status) {
            let now = try await row(resource, field, id, context)
            return try await self.form(
                request, resource, field, id, now, context, sent: sent,
                problem: problem.code == "version_conflict" ? try await conflict(field, now, context) : problem)
        }
        guard request.isFragment else {
            return NoticeCookie.redirect(
                request, to: ReturnPath.read(form, or: "\(list.path)/\(id)"), Notice("\(field.label) saved"))
        }
        return try await cell(request, resource, field, id, context)
    }

    /// Says what it is now; saving again overwrites that.
    private func conflict(_ field: Field, _ row: Row, _ context: Context) async throws -> Problem {
        let now = try CellControl.texts(field, row, context).joined(separator: ", ")
        return Problem(
            status: 409, code: "version_conflict",
            "Someone changed this record meanwhile. \(field.label) is now “\(now.isEmpty ? "—" : now)”. Save again to replace it."
        )
    }

    /// The value as it is shown, for the place it stands in.
    private func cell(
        _ request: Request, _ resource: Resource, _ field: Field, _ id: Identifier, _ context: Context
    ) async throws -> Response {
        let row = try await row(resource, field, id, context)
        let (page, _) = try await pages.read(request, context)
        let out = ByteWriter(capacity: 512)
        let html = HTML(out)
        let cells = RecordCell(html: html, page: page, words: list.words)
        if request.query["link"] != nil, list.opens {
            try html.a(.class("row-link"), .href("\(list.path)/\(id)")) {
                try cells.value(field, row, missing: list.untitled)
            }
        } else {
            try cells.value(field, row)
        }
        return .html(out)
    }
}
