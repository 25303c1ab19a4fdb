internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Each lead with its facts and what happened.
struct LeadPages: Sendable {
    private let pages: WorkspacePages
    private let resource: Resource

    init(_ pages: WorkspacePages) throws {
        self.pages = pages
        resource = try pages.store.catalogue.resource("leads", for: .owner)
    }

    var routes: [Route] {
        [.signedIn(.get, "/leads/{id}", .staff) { try await show($0, $1) }]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: LeadRecord.self)
        let reads = [
            try RecordFacts.query(resource, id.value, pages.store.catalogue, context),
            EventLine.select(where: "record_kind = 'leads' and record_id = \(id)", limit: 60),
        ]
        return try await pages.page(request, context, reads) { html, page, rows in
            let row = try rows[0].one("lead")
            let name: String = try row.get("name")
            let phone: String? = try row.optional("phone")
            let email: String? = try row.optional("email")
            let events = try rows[1].map(EventLine.init(row:))
            try html.workspacePage(
                page, title: name, heading: name, breadcrumbs: [Place("Leads", "/leads")],
                actions: {
                    if let phone { html.linkButton("Call", to: "tel:\(phone)", icon: .phone) }
                    if let email { html.linkButton("Write", to: "mailto:\(email)", icon: .mail) }
                }
            ) {
                try html.div(.class("split")) {
                    try html.panel("Details") {
                        try RecordFacts(
                            resource: resource,
                            fields: [
                                "status", "company", "phone", "email", "source", "score", "owner_id", "tags",
                                "created_at", "converted_customer_id",
                            ],
                            always: ["phone", "email", "owner_id"]
                        ).write(html, page, row)
                    }
                    try html.div(.class("stack")) {
                        if let notes = try row.optional("notes", as: String.self) {
                            html.panel("Notes") { html.p(.class("prose"), .dir("auto"), notes) }
                        }
                        html.panel("Timeline") {
                            if events.isEmpty {
                                html.emptyState(
                                    .history, "Nothing has happened yet", "Calls, messages and changes appear here.")
                            } else {
                                Story(lines: events).write(html, page)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the ids of leads stand for.
enum LeadRecord {}
