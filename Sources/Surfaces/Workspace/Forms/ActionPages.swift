internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A dialog or page for every action, made from what it declares: those about one record at
/// `{path}/{id}/actions/{verb}`, the others at `/actions/{name}`.
struct ActionPages: Sendable {
    let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    private var store: RecordStore { pages.store }

    var routes: [Route] {
        store.catalogue.actions.values.sorted { $0.name < $1.name }.flatMap { action -> [Route] in
            let access = action.access.intersection(.staff)
            guard !access.isEmpty else { return [] }
            let resource = action.recordField == nil ? nil : store.catalogue.resources[action.resource]
            // An action about a record may also be begun anywhere: then the record is one of the fields.
            let pattern = "/actions/\(action.name)"
            var routes: [Route] = [
                .signedIn(.get, pattern, access) { try await ask($0, $1, action, nil) },
                .signedIn(.post, pattern, access) { try await run($0, $1, action, nil) },
            ]
            if let resource {
                let own = "\(resource.path)/{id}/actions/\(action.verb)"
                routes.append(.signedIn(.get, own, access) { try await ask($0, $1, action, resource) })
                routes.append(.signedIn(.post, own, access) { try await run($0, $1, action, resource) })
            }
            return routes
        }
    }

    /// Whether its input is something that people type.
    static func isForPeople(_ action: AnyAction) -> Bool {
        !action.fields.contains { $0.kind == .json && $0.isRequired }
    }

    /// What an action is about.
    private struct Subject {
        let resource: Resource
        let id: Identifier
        let title: String
    }

    private func subject(_ request: Request, _ resource: Resource?, _ context: Context) async throws -> Subject? {
        guard let resource = resource.map({ store.narrowed($0, context) }) else { return nil }
        let id = try request.id(of: Resource.self).value
        guard let naming = resource.naming(id, context.role) else { throw Problem.notFound(resource.noun) }
        let row = try await store.database.query(context, naming).one(resource.noun)
        return Subject(resource: resource, id: id, title: try RecordTitle.text(row, of: resource, context))
    }

    /// - Parameter needed: fields without which the action has refused.
    private func declaration(
        _ action: AnyAction, _ resource: Resource?, _ context: Context, needed: Set<String>
    ) -> FormDeclaration {
        FormDeclaration(
            action.fields.filter { field in
                (resource == nil || field.name != action.recordField?.name) && !field.isReadOnly
                    && !field.isForPrograms && field.writeAccess.allows(context.role)
                    && field.askedWith.map(needed.contains) ?? true
            }.map { field in
                var field = field
                if needed.contains(field.name) { field.isRequired = true }
                return field
            }, context)
    }

    /// Fields that are asked for when needed, among those a problem is about.
    private static func needed(_ problem: Problem, _ action: AnyAction) -> Set<String> {
        let open = Set(action.fields.filter { $0.askedWith == $0.name }.map(\.name))
        return open.intersection(problem.fields.map(\.field))
    }

    /// Fields that are asked for when needed, among those already said.
    private static func given(_ source: Fields, _ action: AnyAction) -> Set<String> {
        Set(action.fields.filter { $0.askedWith == $0.name && source.contains($0.name) }.map(\.name))
    }

    /// What is needed besides what the address says, found by doing it and taking it back.
    private func needed(
        _ request: Request, _ context: Context, _ action: AnyAction, _ subject: Subject?
    ) async throws -> Set<String> {
        guard let subject, let record = action.recordField, action.fields.contains(where: { $0.askedWith != nil })
        else { return [] }
        let given = Self.given(request.query, action)
        let declaration = declaration(action, subject.resource, context, needed: given)
        var members = declaration.members(request.query).values
        // Nothing can be tried before the first question is answered.
        guard declaration.fields.isEmpty || !members.isEmpty else { return [] }
        members[record.name] = .text(subject.id)
        do {
            _ = try await store.perform(action.name, members, context, isDryRun: true)
            return given
        } catch let problem as Problem where problem.isForPerson {
            return given.union(Self.needed(problem, action))
        }
    }

    /// Notes in the sheet what was needed, and in what currency amounts are.
    private func note(
        _ needed: Set<String>, _ declaration: FormDeclaration, _ subject: Subject?, _ context: Context,
        in sheet: inout FormSheet
    ) async throws {
        sheet.hidden += needed.sorted().map { (Self.needsName, $0) }
        guard let subject, sheet.values["currency"] == nil,
            declaration.fields.contains(where: { if case .money = $0.kind { true } else { false } }),
            let query = subject.resource.reading(["currency"], of: subject.id, context.role),
            let code: String = try await store.database.query(context, query).first?.optional("currency")
        else { return }
        sheet.values.append("currency", code)
        sheet.hidden.append(("currency", code))
    }

    private static let needsName = "_needs"

    // MARK: - Asking

    private func ask(
        _ request: Request, _ context: Context, _ action: AnyAction, _ resource: Resource?
    ) async throws -> Response {
        _ = try store.catalogue(for: context).action(action.name, for: context.role)
        let subject = try await subject(request, resource, context)
        let needed = try await needed(request, context, action, subject)
        let declaration = declaration(action, resource, context, needed: needed)
        var sheet = sheet(request, action, subject, declaration, request.query)
        sheet.values = declaration.initial(request.query)
        try await note(needed, declaration, subject, context, in: &sheet)
        return try await answer(request, context, &sheet)
    }

    private func sheet(
        _ request: Request, _ action: AnyAction, _ subject: Subject?, _ declaration: FormDeclaration, _ source: Fields
    ) -> FormSheet {
        let own = request.path
        let place = subject.map { RecordPaths.page($0.resource, $0.id) ?? $0.resource.path } ?? "/"
        let title = subject.map { "\(action.title): \($0.title)" } ?? action.title
        var sheet = FormSheet(
            title: title, path: own, submit: action.title, look: action.isDestructive ? .danger : .primary,
            id: "act-\(action.name.replacing(".", with: "-"))", own: own, back: ReturnPath.read(source, or: place))
        sheet.fields = declaration.fields
        sheet.intro =
            action.confirmation ?? (declaration.fields.isEmpty ? Self.plainWords(action, subject?.title) : nil)
        sheet.hidden = [("_key", store.ids.next(at: store.clock.now).description)]
        if let back = source["back"] { sheet.hidden.append(("back", back)) }
        sheet.breadcrumbs = subject.map { [Place($0.resource.title, $0.resource.path), Place($0.title, place)] } ?? []
        return sheet
    }

    private static func plainWords(_ action: AnyAction, _ title: String?) -> String {
        title.map { "This is done to \($0) at once." } ?? "This is done at once."
    }

    private func answer(_ request: Request, _ context: Context, _ sheet: inout FormSheet) async throws -> Response {
        var options = ReferenceOptions(sheet.fields, values: sheet.values, store.catalogue(for: context), context)
        let (page, rows) = try await pages.read(request, context, options.statements, frame: !request.isFragment)
        try options.take(rows, context)
        return try FormAnswer(pages: pages).write(request, context, sheet, options, page)
    }

    // MARK: - Running

    private func run(
        _ request: Request, _ context: Context, _ action: AnyAction, _ resource: Resource?
    ) async throws -> Response {
        let form = try request.form()
        let asked = Self.given(form, action).union(form.all(Self.needsName))
        let declaration = declaration(action, resource, context, needed: asked)
        let subject = try await subject(request, resource, context)
        do {
            var (members, faults) = declaration.members(form)
            let missing = try declaration.missing(form)
            guard faults.isEmpty, missing.isEmpty else { throw Problem.invalid(declaration.ordered(faults + missing)) }
            if let field = action.recordField, let subject { members[field.name] = .text(subject.id) }
            let output = try await store.perform(action.name, members, context, key: form.formKey)
            return done(request, form, action, subject, output)
        } catch let problem as Problem where problem.isForPerson {
            let needed = asked.union(Self.needed(problem, action))
            let declaration = self.declaration(action, resource, context, needed: needed)
            var sheet = sheet(request, action, subject, declaration, form)
            sheet.values = form
            if let code = form["currency"] { sheet.hidden.append(("currency", code)) }
            try await note(needed, declaration, subject, context, in: &sheet)
            sheet.problem =
                problem.fields.first?.code == "key_reused"
                ? .conflict("sent_before", "This has been sent once already. Send it again to do it once more.")
                : problem
            return try await answer(request, context, &sheet)
        }
    }

    private func done(
        _ request: Request, _ form: Fields, _ action: AnyAction, _ subject: Subject?, _ output: JSON
    ) -> Response {
        let undo = subject.flatMap { subject in
            action.undo.flatMap { store.catalogue.actions[$0] }.map {
                RecordActions.path($0, subject.resource, subject.id)
            }
        }
        let own = subject.flatMap { RecordPaths.page($0.resource, $0.id) }
        let made = output["id"]?.string.flatMap { Identifier($0) }.flatMap { id in
            store.catalogue.resources[action.resource].flatMap { RecordPaths.page($0, id) }
        }
        let path = output["path"]?.string.flatMap { $0.hasPrefix("/") && !$0.hasPrefix("//") ? $0 : nil }
        let words = output["message"]?.string ?? "Done: \(action.title.lowercased())"
        return NoticeCookie.redirect(
            request, to: ReturnPath.read(form, or: path ?? own ?? made ?? "/"), Notice(words, undo: undo))
    }
}

extension RecordPaths {
    /// The page of a record, made by hand or from its declaration; nil where it has none.
    static func page(_ resource: Resource, _ id: Identifier) -> String? {
        resource.presentation == nil ? base(resource.name).map { "\($0)/\(id)" } : "\(resource.path)/\(id)"
    }
}
