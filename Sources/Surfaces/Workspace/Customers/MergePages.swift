internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Merging customers: choosing the other, comparing side by side, and taking it back.
struct MergePages: Sendable {
    private let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [
            .signedIn(.get, "/customers/{id}/merge", .sales) { try await show($0, $1) },
            .signedIn(.post, "/customers/{id}/merge", .sales) { try await merge($0, $1) },
            .signedIn(.post, "/customers/{id}/unmerge", .managers) { try await unmerge($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        try context.requireAllFields(of: "customers", "sites", "contacts")
        let id = try request.id(of: Customer.self).value
        let others = (request.query["with"] ?? "").split(separator: ",").compactMap { Identifier(String($0)) }
            .filter { $0 != id }
        guard !others.isEmpty, others.count <= 4 else { return try await choose(request, context, id) }
        async let preview = pages.store.perform(
            "customers.preview-merge", ["customer": .text(id), "others": .array(others.map { .text($0) })], context)
        let (page, rows) = try await pages.read(
            request, context,
            [
                """
                select c.id, c.name, c.created_at, to_jsonb(c) as whole, i.name as industry, m.name as owner
                from customers c left join industries i on i.org_id = c.org_id and i.id = c.industry_id
                left join members m on m.org_id = c.org_id and m.id = c.owner_id
                where c.org_id = app_org() and c.id = any(\([id] + others)::uuid[]) and c.deleted_at is null
                """
            ])
        guard rows[0].count == Set([id] + others).count else { throw Problem.notFound("customer") }
        let candidates = try rows[0].map(MergeCandidate.init(row:)).sorted { first, _ in first.id == id }
        let moves = try await preview["moves"]?.object ?? [:]
        return try pages.write(request) {
            try MergeView(page: page, survivor: id, candidates: candidates, moves: moves).write($0)
        }
    }

    /// Who it might be, and a search for anyone else.
    private func choose(_ request: Request, _ context: Context, _ id: Identifier) async throws -> Response {
        let words = String((request.query["q"] ?? "").prefix(100))
        let pattern = "%" + words.replacing("\\", with: "\\\\").replacing("%", with: "\\%") + "%"
        let known: SQL = """
            select c.id, c.name, c.phone, c.email, to_json(p.reasons)::text as reasons from duplicate_pairs p
            join customers c on c.org_id = p.org_id and c.deleted_at is null
              and c.id = case when p.first_id = \(id) then p.second_id else p.first_id end
            where p.org_id = app_org() and p.status = 'open' and \(id) in (p.first_id, p.second_id)
            order by p.score desc limit 10
            """
        let found: SQL = """
            select c.id, c.name, c.phone, c.email, '[]' as reasons from customers c
            where c.org_id = app_org() and c.deleted_at is null and c.id <> \(id) and length(\(words)) > 2
              and (c.name ilike \(pattern) or c.phone = \(words) or c.email = lower(\(words)))
            order by c.created_at desc limit 20
            """
        let name: SQL = "select name from customers where org_id = app_org() and id = \(id) and deleted_at is null"
        return try await pages.page(request, context, [name, words.isEmpty ? known : found]) { html, page, rows in
            let own: String = try rows[0].one("customer").get("name")
            try html.workspacePage(
                page, title: "Merge \(own)",
                breadcrumbs: [Place("Customers", "/customers"), Place(own, "/customers/\(id)")]
            ) {
                html.form(.class("panel panel-body row-group"), .method("get"), .action("/customers/\(id)/merge")) {
                    html.input(
                        .class("input"), .type("search"), .name("q"), .value(words), .aria("label", "Find a customer"),
                        .placeholder("Name, number or e-mail of the other customer"))
                    html.submitButton("Find", .secondary, icon: .search)
                }
                try html.panel(words.isEmpty ? "Likely the same" : "Found", padded: rows[1].isEmpty) {
                    if rows[1].isEmpty {
                        return html.p(
                            .class("muted"),
                            words.isEmpty ? "Nobody stands out. Find the other customer above." : "Nobody of that name."
                        )
                    }
                    try html.ul(.class("work-list")) {
                        for row in rows[1] { try candidate(html, row, id) }
                    }
                }
            }
        }
    }

    private func candidate(_ html: HTML, _ row: Row, _ id: Identifier) throws {
        let other: Identifier = try row.get("id")
        let name: String = try row.get("name")
        let reasons = (try JSON(parsing: try row.get("reasons", as: String.self)).array ?? []).compactMap(\.string)
        let contact: [String?] = [try row.optional("phone"), try row.optional("email")]
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.strong(.dir("auto"), name)
                html.span((contact.compactMap { $0 } + reasons).joined(separator: " · "))
            }
            html.linkButton("Compare", to: "/customers/\(id)/merge?with=\(other)", icon: .merge, size: .small)
        }
    }

    private func merge(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let form = try request.form()
        let others = form.all("others")
        var fields: [String: JSON] = [:]
        for pair in form.pairs where pair.name.hasPrefix("field.") {
            fields[String(pair.name.dropFirst("field.".count))] = .string(pair.value)
        }
        do {
            let answer = try await pages.store.perform(
                "customers.merge",
                ["customer": .string(id), "others": .array(others.map { .string($0) }), "fields": .object(fields)],
                context)
            let moved = (answer["moved"]?.object ?? [:]).values.compactMap(\.int).reduce(0, +)
            let mayUndo = Access.managers.allows(context.role) && others.count == 1
            return NoticeCookie.redirect(
                request, to: "/customers/\(id)",
                Notice("Merged, \(moved) records moved", undo: mayUndo ? "/customers/\(id)/unmerge" : nil))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return NoticeCookie.redirect(
                request, to: "/customers/\(id)/merge?with=\(others.joined(separator: ","))",
                Notice(problem.detail, tone: .bad))
        }
    }

    private func unmerge(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        do {
            let answer = try await pages.store.perform("customers.unmerge", ["customer": .string(id)], context)
            let left = (answer["could_not"]?.array ?? []).compactMap(\.string)
            let words = (["The merge was undone."] + left).joined(separator: " ")
            return NoticeCookie.redirect(
                request, to: "/customers/\(id)", Notice(words, tone: left.isEmpty ? .neutral : .warn))
        } catch let problem as Problem where [409, 422, 404].contains(problem.status) {
            return NoticeCookie.redirect(request, to: "/customers/\(id)", Notice(problem.detail, tone: .bad))
        }
    }
}
