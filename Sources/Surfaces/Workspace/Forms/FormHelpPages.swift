internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What forms ask while somebody fills them in: whether a field holds, whether there is such a record already, which
/// records fit a few letters; and the drafts they leave.
struct FormHelpPages: Sendable {
    let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    private var store: RecordStore { pages.store }

    var routes: [Route] {
        var routes: [Route] = [
            .signedIn(.post, "/form-drafts", .workers) { try await keep($0, $1) },
            .signedIn(.post, "/form-drafts/discard", .workers) { try await discard($0, $1) },
        ]
        for resource in FormPages.presented(store.catalogue) {
            let writers = resource.access.create.union(resource.access.update).intersection(.staff)
            guard !writers.isEmpty else { continue }
            routes.append(.signedIn(.post, "\(resource.path)/check", writers) { try await check($0, $1, resource) })
            if resource.fields.contains(where: { $0.kind == .tags }) {
                routes.append(
                    .signedIn(.get, "\(resource.path)/tags/suggest", writers) { try await tags($0, $1, resource) })
            }
            guard let finder = store.catalogue.duplicateFinders[resource.name] else { continue }
            routes.append(
                .signedIn(.post, "\(resource.path)/duplicates", writers) {
                    try await duplicates($0, $1, resource, finder)
                })
        }
        for resource in store.catalogue.resources.values.sorted(by: { $0.name < $1.name }) {
            let readers = resource.access.read.intersection(.staff)
            guard !readers.isEmpty else { continue }
            routes.append(.signedIn(.get, "\(resource.path)/suggest", readers) { try await suggest($0, $1, resource) })
        }
        return routes
    }

    // MARK: - Checking

    /// What is wrong with the field called `field`, given the rest of the form: `{"message": "…"}`, or null.
    private func check(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let form = try request.form()
        let resource = try await store.resolved(resource, context)
        let name = form["_field"].map { String($0.prefix { $0 != "." }) } ?? ""
        let isNew = form["_known"] == nil
        let declaration = FormDeclaration(resource, context, isNew: isNew, named: [name])
        guard declaration.fields.contains(where: { $0.name == name }) else { throw Problem.notFound("field") }
        let (_, faults) = declaration.members(form, only: [name])
        return .json(["field": .string(name), "message": .text(faults.first?.message)])
    }

    /// Records that may be the one being typed in, as a part of the form; nothing where there are none.
    private func duplicates(
        _ request: Request, _ context: Context, _ resource: Resource, _ finder: any DuplicateFinder
    ) async throws -> Response {
        let form = try request.form()
        let resource = try await store.resolved(resource, context)
        let declaration = FormDeclaration(resource, context, isNew: true, named: Set(finder.fields))
        let known = form["_known"].flatMap { Identifier($0) }
        let values = declaration.stored(form)
        let found = try await finder.duplicates(of: values, except: known, store, context)
        let erased = known == nil ? try await erased(values, resource, context) : nil
        return pages.write(request) { html in
            if let erased {
                html.callout(
                    .warn, "This person was erased on \(Moment.day(erased, thisYear: nil)) at their request."
                ) { html.p("Add them only if they have come to you again. What they agreed to before is gone.") }
            }
            guard !found.isEmpty else { return }
            html.callout(.warn, found.count == 1 ? "There may be one already:" : "There may be some already:") {
                html.ul(.class("stack-tight duplicates")) {
                    for each in found.prefix(5) {
                        html.li {
                            html.a(
                                .href("\(resource.path)/\(each.id)"), .target("_blank"), .rel("noopener"), .dir("auto"),
                                each.title)
                            html.span(
                                .class("muted"),
                                " " + [each.reason, each.detail].compactMap { $0 }.joined(separator: " · "))
                        }
                    }
                }
            }
        }
    }

    /// The day on which the person with this number or mailbox was erased.
    private func erased(_ values: [String: JSON], _ resource: Resource, _ context: Context) async throws -> LocalDate? {
        guard let people = store.catalogue.erasedPeople else { return nil }
        let addresses = resource.fields.compactMap { $0.kind.isAddressOfPerson ? values[$0.name]?.string : nil }
        let found = try await people.erased(addresses, context) { try await store.database.read(context, $0) }
        return found.values.max().map { context.zone.local($0).date }
    }

    // MARK: - Suggesting

    private static let suggested = 20

    /// Records that fit `q`, the newest where it is empty, as the options of a combobox. References in the address
    /// narrow it, such as `/sites/suggest?customer_id=…`; with `create` the last option makes a new record.
    private func suggest(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let resource = store.narrowed(resource, context)
        guard resource.access.read.allows(context.role) else { throw Problem.notFound(resource.singular) }
        let words = String((request.query["q"] ?? "").prefix(120))
        let search = RecordSearch(words, context)
        var matching: [String: Identifier] = [:]
        for pair in request.query.pairs where pair.name != "q" { matching[pair.name] = Identifier(pair.value) }
        let statement =
            search.isEmpty
            ? resource.latest(limit: Self.suggested, matching: matching, context.role)
            : search.statement(resource, role: context.role, limit: Self.suggested, matching: matching)
        let rows = try await statement.asyncMap { try await store.database.read(context, $0) }
        let options = try rows?.map { row in
            FormOption(
                try row.get("id", as: Identifier.self).description,
                try RecordTitle.text(row, of: resource, context), hint: try RecordTitle.detail(row, context))
        }
        let mayCreate =
            request.query.contains("create") && resource.presentation != nil
            && resource.access.create.allows(context.role)
        return pages.write(request) { html in
            html.comboboxOptions(
                options ?? [],
                create: mayCreate
                    ? (
                        words.isEmpty ? "New \(resource.noun)" : "New \(resource.noun) “\(words)”",
                        "\(resource.path)/new" + preset(resource, words, matching)
                    ) : nil)
        }
    }

    /// What is known of a record that is about to be made.
    private func preset(_ resource: Resource, _ words: String, _ matching: [String: Identifier]) -> String {
        var fields = Fields()
        if !words.isEmpty { fields.append(resource.titleField, words) }
        for (name, id) in matching.sorted(by: { $0.key < $1.key }) where resource.field(name) != nil {
            fields.append(name, id.description)
        }
        return fields.isEmpty ? "" : "?" + fields.encoded
    }

    private static let tagSample = 500

    /// Tags in use on the newest records, the commonest first.
    private func tags(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let name = request.query["field"] ?? "tags"
        let visible = store.narrowed(resource, context).visibleFields(to: context.role)
        guard let field = visible.first(where: { $0.name == name && $0.kind == .tags && $0.source == .column }) else {
            throw Problem.notFound("field")
        }
        let words = String((request.query["q"] ?? "").prefix(60)).lowercased()
        let rows = try await store.database.read(
            context,
            """
            select tag from (
              select unnest(\(identifier: field.name)) as tag from (
                select \(identifier: field.name) from \(identifier: resource.name) where org_id = app_org()
                order by created_at desc limit \(Self.tagSample)) latest) used
            where position(\(words)::text in lower(tag)) > 0
            group by tag order by count(*) desc, tag limit \(Self.suggested)
            """)
        let options = try rows.map { row in FormOption(try row.get("tag"), try row.get("tag")) }
        return pages.write(request) { html in html.comboboxOptions(options, none: "") }
    }

    // MARK: - Drafts

    private func keep(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        guard let name = form["_form"], (1...200).contains(name.count) else {
            throw Problem.badRequest("no_form", "Say which form the draft is of.")
        }
        let kept = form.pairs.filter { !FormDraft.ownInputs.contains($0.name) && !$0.name.hasPrefix("choose.") }
        try await FormDraft.save(name, Fields(kept.map { ($0.name, $0.value) }), context, store.database)
        return .noContent
    }

    private func discard(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        try await FormDraft.discard(form["_form"] ?? "", context, store.database)
        return request.isFragment ? .noContent : .redirect(to: ReturnPath.read(form, or: "/"))
    }
}

extension FormDraft {
    /// What a form sends beside what was typed.
    static let ownInputs: Set = ["_form", "_field", "_key", "_known", "_version", "_base", "back", "_for", CSRF.field]
}

extension Optional {
    func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
