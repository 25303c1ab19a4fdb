internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The forms by which records of every presented resource are made and changed.
struct FormPages: Sendable {
    let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    private var store: RecordStore { pages.store }

    /// Resources that have pages, by name.
    static func presented(_ catalogue: Catalogue) -> [Resource] {
        catalogue.resources.values.filter { $0.presentation != nil }.sorted { $0.name < $1.name }
    }

    var routes: [Route] {
        Self.presented(store.catalogue).flatMap { resource -> [Route] in
            var routes: [Route] = []
            let (path, access) = (resource.path, resource.access)
            let creators = access.create.intersection(.staff)
            if !creators.isEmpty {
                routes.append(.signedIn(.get, "\(path)/new", creators) { try await new($0, $1, resource) })
                routes.append(.signedIn(.post, path, creators) { try await create($0, $1, resource) })
            }
            let writers = access.update.intersection(.staff)
            if !writers.isEmpty {
                routes.append(.signedIn(.get, "\(path)/{id}/edit", writers) { try await edit($0, $1, resource) })
                routes.append(.signedIn(.post, "\(path)/{id}", writers) { try await save($0, $1, resource) })
            }
            return routes
        }
    }

    // MARK: - Making

    private func new(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let resource = try await store.resolved(resource, context)
        try context.require(resource.access.create)
        let declaration = FormDeclaration(resource, context, isNew: true, named: Set(request.query.pairs.map(\.name)))
        var sheet = newSheet(request, resource, declaration, request.query)
        sheet.values = declaration.initial(request.query)
        return try await answer(request, context, &sheet, resource)
    }

    private func create(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let form = try request.form()
        let resource = try await store.resolved(resource, context)
        let declaration = FormDeclaration(resource, context, isNew: true, named: Set(form.pairs.map(\.name)))
        do {
            let (members, faults) = declaration.members(form)
            let missing = try declaration.missing(form)
            guard faults.isEmpty, missing.isEmpty else { throw Problem.invalid(declaration.ordered(faults + missing)) }
            let record = try await store.create(resource, members, context, key: form.formKey)
            try await FormDraft.discard("\(resource.name)/new", context, store.database)
            return try created(request, form, resource, record)
        } catch let problem as Problem where problem.isForPerson {
            var sheet = newSheet(request, resource, declaration, form)
            sheet.values = form
            sheet.problem =
                problem.fields.first?.code == "key_reused"
                ? .conflict("sent_before", "This form has been saved once already. Save again to add another.")
                : problem
            return try await answer(request, context, &sheet, resource)
        }
    }

    private func created(_ request: Request, _ form: Fields, _ resource: Resource, _ record: JSON) throws -> Response {
        let id = record["id"]?.string ?? ""
        let title = record[resource.titleField]?.string ?? resource.noun
        let words = "\(resource.noun.capitalisedStart) added"
        if request.isFragment, let control = form["_for"], !control.isEmpty {
            // A form opened from a field of another form, which takes the new record.
            let trigger: JSON = [
                "record-created": ["id": .string(id), "title": .string(title), "for": .string(control)],
                "toast": ["text": .string("\(words): \(title)")],
            ]
            return Response(status: 204, headers: ["HX-Trigger": trigger.headerText])
        }
        let path = ReturnPath.read(form, or: "\(resource.path)/\(id)")
        return NoticeCookie.redirect(request, to: path, Notice(words))
    }

    private func newSheet(
        _ request: Request, _ resource: Resource, _ declaration: FormDeclaration, _ source: Fields
    ) -> FormSheet {
        let own = request.method == .get ? request.target.withoutDraft : "\(resource.path)/new"
        var sheet = FormSheet(
            title: "New \(resource.noun)", path: resource.path, submit: "Add \(resource.noun)",
            id: "new-\(resource.singular)", own: own, back: ReturnPath.read(source, or: resource.path))
        sheet.fields = declaration.fields
        sheet.hidden = [("_key", store.ids.next(at: store.clock.now).description)]
        for name in ["back", "_for"] { if let value = source[name] { sheet.hidden.append((name, value)) } }
        sheet.draftKey = source["_for"] == nil ? "\(resource.name)/new" : nil
        sheet.breadcrumbs = [Place(resource.title, resource.path)]
        equip(&sheet, resource, known: nil)
        return sheet
    }

    /// What helps while one types.
    private func equip(_ sheet: inout FormSheet, _ resource: Resource, known: Identifier?) {
        sheet.checkPath = "\(resource.path)/check"
        sheet.tagsPath = "\(resource.path)/tags/suggest"
        if let finder = store.catalogue.duplicateFinders[resource.name] {
            sheet.duplicates = ("\(resource.path)/duplicates", finder.fields)
        }
        if let known { sheet.hidden.append(("_known", known.description)) }
    }

    // MARK: - Changing

    private func edit(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let resource = try await store.resolved(resource, context)
        try context.require(resource.access.update)
        let id = try request.id(of: Resource.self).value
        let record = try await record(resource, id, context)
        let declaration = FormDeclaration(resource, context, isNew: false)
        let shown = declaration.shown(record)
        var sheet = editSheet(resource, declaration, id, record, request.query)
        sheet.values = shown
        sheet.hidden += [("_version", record["version"]?.text ?? ""), ("_base", declaration.complete(shown).encoded)]
        return try await answer(request, context, &sheet, resource)
    }

    private func save(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let form = try request.form()
        let resource = try await store.resolved(resource, context)
        let id = try request.id(of: Resource.self).value
        let declaration = FormDeclaration(resource, context, isNew: false)
        let base = form["_base"].flatMap { Fields(encoded: $0) }
        var changed = declaration.changed(from: base ?? Fields(), to: form)
        for field in declaration.fields where form[FormConflict.choice(field)] == "theirs" {
            changed.remove(field.name)
        }
        let back = ReturnPath.read(form, or: "\(resource.path)/\(id)")
        do {
            let (members, faults) = declaration.members(form, only: changed)
            guard faults.isEmpty else { throw Problem.invalid(declaration.ordered(faults)) }
            if members.isEmpty { return NoticeCookie.redirect(request, to: back, Notice("Nothing was changed")) }
            let version = form["_version"].flatMap { Int64($0) }
            _ = try await store.update(resource, id, members, context, version: version)
            try await FormDraft.discard("\(resource.name)/\(id)", context, store.database)
            return NoticeCookie.redirect(request, to: back, Notice("\(resource.noun.capitalisedStart) saved"))
        } catch let problem as Problem where problem.isForPerson {
            let record = try await record(resource, id, context)
            var sheet = editSheet(resource, declaration, id, record, form)
            sheet.problem = problem
            if problem.code == "version_conflict", let base {
                try show(conflictWith: record, &sheet, resource, declaration, base, form, context)
            } else {
                sheet.values = form
                sheet.hidden += [("_version", form["_version"] ?? ""), ("_base", form["_base"] ?? "")]
            }
            return try await answer(request, context, &sheet, resource)
        }
    }

    private func show(
        conflictWith record: JSON, _ sheet: inout FormSheet, _ resource: Resource, _ declaration: FormDeclaration,
        _ base: Fields, _ form: Fields, _ context: Context
    ) throws {
        let theirs = declaration.shown(record)
        sheet.conflict = FormConflict(
            declaration, noun: resource.noun, base: base, theirs: theirs, yours: form,
            words: { FormWords(context).text($0, $1) })
        sheet.values = declaration.merged(base: base, theirs: theirs, yours: form)
        sheet.hidden += [("_version", record["version"]?.text ?? ""), ("_base", declaration.complete(theirs).encoded)]
    }

    private func editSheet(
        _ resource: Resource, _ declaration: FormDeclaration, _ id: Identifier, _ record: JSON, _ source: Fields
    ) -> FormSheet {
        let title = record[resource.titleField]?.string ?? resource.presentation?.untitled ?? resource.noun
        let path = "\(resource.path)/\(id)"
        var sheet = FormSheet(
            title: "Edit \(title)", path: path, submit: "Save", id: "edit-\(resource.singular)", own: "\(path)/edit",
            back: ReturnPath.read(source, or: path))
        sheet.fields = declaration.fields
        if let back = source["back"] { sheet.hidden.append(("back", back)) }
        sheet.draftKey = "\(resource.name)/\(id)"
        sheet.breadcrumbs = [Place(resource.title, resource.path), Place(title, path)]
        equip(&sheet, resource, known: id)
        return sheet
    }

    private func record(_ resource: Resource, _ id: Identifier, _ context: Context) async throws -> JSON {
        let page = try await store.get(resource, id, context)
        return try RecordJSON(page.query.fields).value(page.rows, 0)
    }

    // MARK: - Showing

    /// Reads what the fields offer and the draft, and writes the dialog or the page.
    private func answer(
        _ request: Request, _ context: Context, _ sheet: inout FormSheet, _ resource: Resource
    ) async throws -> Response {
        let isRefused = sheet.problem != nil
        var options = ReferenceOptions(
            sheet.fields, values: sheet.values, store.catalogue(for: context), context)
        let draft = isRefused ? nil : sheet.draftKey.map(FormDraft.select)
        let reads = options.statements + (draft.map { [$0] } ?? [])
        let (page, rows) = try await pages.read(request, context, reads, frame: !request.isFragment)
        try options.take(rows, context)
        if draft != nil, let found = try rows.last.flatMap(FormDraft.init) {
            if request.query["draft"] == "restore" {
                sheet.values = FormDeclaration(sheet.fields, context).overlaid(sheet.values, with: found.values)
            } else {
                sheet.draft = found
            }
        }
        return try FormAnswer(pages: pages).write(request, context, sheet, options, page)
    }
}
