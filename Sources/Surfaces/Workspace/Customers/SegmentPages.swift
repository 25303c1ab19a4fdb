internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Segments made from the list of customers: its filter kept, or rows chosen.
struct SegmentPages: Sendable {
    static let keepPath = "/segments/from-list"
    private static let choosePath = "/segments/from-rows"
    /// As many as one action takes.
    private static let limit = 10_000

    private let pages: WorkspacePages
    private var store: RecordStore { pages.store }

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [
            .signedIn(.post, Self.keepPath, .sales) { try await keep($0, $1) },
            .signedIn(.post, Self.choosePath, .sales) { try await change($0, $1) },
        ]
    }

    // MARK: - From a filter

    private func keep(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let customers = try await customers(context)
        let state = try state(form["state"] ?? "", customers)
        let back = ListRequest.address(customers.path, state.pairs(customers))
        return try await pages.refusing(request, back: back) {
            let id: String
            if form["kind"] == "static" {
                let chosen = try await matching(state, customers, context)
                id = try await pick(form, chosen, context)
            } else {
                let segments = try store.catalogue(for: context).resource("segments", for: context.role)
                let members: [String: JSON] = [
                    "name": .string(form["name"] ?? ""), "description": Self.text(form["description"]),
                    "filter": state.condition(customers).json,
                ]
                let same = form["replace"] == "true" ? try await live(form["name"] ?? "", context) : nil
                let made =
                    if let same { try await store.update(segments, same, members, context) } else {
                        try await store.create(segments, members, context)
                    }
                id = made["id"]?.string ?? ""
            }
            return NoticeCookie.redirect(
                request, to: "/segments/\(id)?tab=customers", Notice("Segment “\(form["name"] ?? "")” saved"))
        }
    }

    private func live(_ name: String, _ context: Context) async throws -> Identifier? {
        try await store.database.read(
            context,
            """
            select id from segments where org_id = app_org() and lower(name) = lower(\(name)) and kind = 'live'
              and deleted_at is null
            """
        ).first?.get("id")
    }

    // MARK: - From rows

    /// Which segment the chosen rows go into, or out of.
    func choose(
        _ chosen: [(name: String, value: String)], _ routes: BulkRoutes, _ request: Request, _ context: Context
    ) async throws -> Response {
        try context.require(.sales)
        let rows = try await store.database.read(
            context,
            """
            select id, name from segments where org_id = app_org() and kind = 'static' and deleted_at is null
            order by name, id limit 200
            """)
        let options = try rows.map { FormOption(try $0.get("id", as: Identifier.self).description, try $0.get("name")) }
        return try await routes.answer(request, "Add to or take out of a segment", context) { html in
            html.form(.method("post"), .action(Self.choosePath), .class("stack")) {
                for field in chosen { html.hiddenField(field.name, field.value) }
                if !options.isEmpty {
                    html.segmentedField(
                        FormField("mode", "What to do"),
                        options: [FormOption("add", "Add"), FormOption("remove", "Take out")], value: "add")
                    html.selectField(
                        FormField("segment", "Segment"), options: options, empty: "A new one")
                }
                html.textField(
                    FormField("name", "Name of a new segment"), attributes: [.maxlength(120), .autocomplete("off")])
                html.div(.class("dialog-actions")) {
                    html.actionButton("Cancel", attributes: [.data("closes")])
                    html.submitButton("Save")
                }
            }
        }
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let customers = try await customers(context)
        return try await pages.refusing(request, back: customers.path) {
            let chosen =
                form["all"] == "1"
                ? try await matching(try state(form["query"] ?? "", customers), customers, context)
                : form.all("ids").flatMap { $0.split(separator: ",") }.compactMap { Identifier($0) }
            guard let segment = form["segment"], !segment.isEmpty else {
                let id = try await pick(form, chosen, context)
                return NoticeCookie.redirect(
                    request, to: "/segments/\(id)?tab=customers", Notice("Segment “\(form["name"] ?? "")” saved"))
            }
            let isRemoval = form["mode"] == "remove"
            let answer = try await store.perform(
                isRemoval ? "segments.remove" : "segments.add",
                ["segment": .string(segment), "customers": .array(chosen.map { .text($0) })], context)
            let count = BulkWords.records(Int(answer["changed"]?.int ?? 0), customers)
            return NoticeCookie.redirect(
                request, to: "/segments/\(segment)?tab=customers",
                Notice(isRemoval ? "\(count) taken out" : "\(count) added"))
        }
    }

    // MARK: - Pieces

    private func customers(_ context: Context) async throws -> Resource {
        try await store.resolved(try store.catalogue(for: context).resource("customers", for: context.role), context)
    }

    private func state(_ text: String, _ customers: Resource) throws -> ListState {
        guard let fields = Fields(encoded: text) else {
            throw Problem.badRequest("bad_filter", "The list's address was not understood.")
        }
        return try ListState(fields.pairs.map { (name: $0.name, value: $0.value) }, resource: customers)
    }

    /// Throws `Problem` 422 if they are more than one action takes.
    private func matching(_ state: ListState, _ customers: Resource, _ context: Context) async throws -> [Identifier] {
        let condition = try state.condition(customers).compiled(customers, context).condition
        let rows = try await store.database.read(
            context,
            """
            select t.id from customers t where t.org_id = app_org() and t.deleted_at is null and \(condition)
            order by t.id limit \(Self.limit + 1)
            """)
        guard rows.count <= Self.limit else {
            throw Problem.invalid(
                "customers", "too_many",
                "More than \(Self.limit) customers fit. Narrow the filter, or make a live segment.")
        }
        return try rows.map { try $0.get("id") }
    }

    private func pick(_ form: Fields, _ chosen: [Identifier], _ context: Context) async throws -> String {
        let answer = try await store.perform(
            "segments.pick",
            [
                "name": .string(form["name"] ?? ""), "description": Self.text(form["description"]),
                "customers": .array(chosen.map { .text($0) }),
            ], context)
        return answer["id"]?.string ?? ""
    }

    private static func text(_ value: String?) -> JSON { value.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null }
}
