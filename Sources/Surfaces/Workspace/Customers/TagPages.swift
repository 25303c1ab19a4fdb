internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The tags of all records: rename, merge, remove.
struct TagPages: Sendable {
    private let pages: WorkspacePages
    /// Beyond this a count says "more than".
    private static let counted = 1000

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [
            .signedIn(.get, "/tags", .staff) { try await list($0, $1) },
            .signedIn(.post, "/tags/{id}/{verb}", .managers) { try await act($0, $1) },
        ]
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let limit = SQL(trusted: "\(Self.counted + 1)")
        let tags: SQL = """
            select t.id, t.name,
              (select count(*) from (select from customers c where c.org_id = t.org_id and c.tags @> array[t.name]
                and c.deleted_at is null limit \(limit)) few)::int as customers,
              (select count(*) from (select from leads l where l.org_id = t.org_id and l.tags @> array[t.name]
                and l.deleted_at is null limit \(limit)) few)::int as leads
            from tags t where t.org_id = app_org() order by lower(t.name), t.id limit 200
            """
        let mayChange = Access.managers.allows(context.role)
        return try await pages.page(request, context, [tags]) { html, page, rows in
            try html.workspacePage(page, title: "Tags", breadcrumbs: [Place("Customers", "/customers")]) {
                if rows[0].isEmpty {
                    return html.div(.class("panel")) {
                        html.emptyState(
                            .tag, "No tags yet", "Write a tag on a customer or lead, and it appears here.")
                    }
                }
                try html.ul(.class("panel work-list")) {
                    for row in rows[0] {
                        let id: Identifier = try row.get("id")
                        let name: String = try row.get("name")
                        let (customers, leads): (Int, Int) = (try row.get("customers"), try row.get("leads"))
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) {
                                html.div { html.tag(name) }
                                html.span("\(Self.count(customers, "customer")), \(Self.count(leads, "lead"))")
                            }
                            if mayChange { forms(html, id, name) }
                        }
                    }
                }
            }
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        number > counted ? "more than \(counted) \(noun)s" : "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private func forms(_ html: HTML, _ id: Identifier, _ name: String) {
        html.div(.class("row-group tag-tools")) {
            html.form(.class("row-group"), .method("post"), .action("/tags/\(id)/rename")) {
                html.input(
                    .class("input"), .name("name"), .required, .maxlength(60), .placeholder("New name"),
                    .aria("label", "New name for \(name)"), .data("size", "small"))
                html.submitButton("Rename", .secondary, size: .small)
            }
            html.postButton("Remove", to: "/tags/\(id)/remove", .secondary, icon: .delete, size: .small)
        }
    }

    private func act(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let verb = try request.parameter("verb")
        guard ["rename", "remove"].contains(verb) else { throw Problem.notFound() }
        let store = pages.store
        var input: [String: JSON] = ["tag": .string(id)]
        if verb == "rename" { input["name"] = .string(try request.form()["name"] ?? "") }
        let sent = input
        return try await pages.act(request, back: "/tags", done: verb == "rename" ? "Tag renamed" : "Tag removed") {
            _ = try await store.perform("tags.\(verb)", sent, context)
        }
    }
}
