internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// What is kept of people in words, how long, and the requests they have made: `/settings/privacy`.
struct PrivacySettingsPage: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        [.signedIn(.get, SettingsPlace.privacy.path, .managers) { try await show($0, $1) }]
    }

    /// A kind of thing that says something about people.
    struct Entry {
        let what: String
        let why: String
        let howLong: String
    }

    static let inventory: [Entry] = [
        Entry(
            what: "Customers, contacts and sites",
            why: "To serve them: names, numbers, e-mail and street addresses, notes.",
            howLong: "Until you erase them. What is deleted goes for good after 30 days."),
        Entry(
            what: "Leads and deals", why: "To come back to who asked.",
            howLong: "Until you erase them."),
        Entry(
            what: "Calls and what was said", why: "To do what was asked, and to show it was.",
            howLong: "Until the customer is erased. Card and identity numbers and passwords are never kept."),
        Entry(
            what: "Texts and e-mails", why: "What was agreed on, and consent.", howLong: "Until the customer is erased."
        ),
        Entry(
            what: "Consents", why: "To prove who agreed to what.",
            howLong: "Kept; after erasure as a hash that names nobody."),
        Entry(
            what: "Invoices, payments and accepted quotes", why: "The law wants books kept.",
            howLong: "As long as the law says; erasure takes out notes and contact details."),
        Entry(
            what: "The audit trail", why: "To tell who did what.",
            howLong: "Kept; after erasure without the values that were about the person."),
        Entry(
            what: "Members, sessions and devices", why: "To sign in, and to see a stranger's sign-in.",
            howLong: "Ended sessions for 90 days, guesses at passwords for a day."),
        Entry(
            what: "Exports and archives", why: "What somebody asked to take out.", howLong: "Seven days, then deleted."),
        Entry(
            what: "The server's log", why: "To find faults.",
            howLong: "As your operator keeps it. It holds no names, numbers, addresses or secrets."),
    ]

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let mayDecide = Access.admins.allows(context.role)
        let counts: SQL = """
            select kind, status, count(*)::int as n from privacy_requests where org_id = app_org()
            group by kind, status order by kind, status
            """
        return try await pages.page(request, context, mayDecide ? [counts] : []) { html, page, rows in
            try html.settingsPage(page, .privacy) {
                if mayDecide { try requests(html, rows[0]) }
                html.settingsPart(
                    "When somebody asks", "Both are on the page of the customer, in its menu."
                ) {
                    html.p(
                        "Export their data: an archive of everything that is held of them, as CSV and JSON with the files."
                    )
                    html.p(
                        "Erase them: out of every table and out of the audit trail's values; what the law wants kept stays."
                    )
                    html.div { html.linkButton("Open customers", to: "/customers", .secondary) }
                }
                html.dataTable(
                    id: "inventory", label: "What is kept of people",
                    columns: [TableColumn("What"), TableColumn("Why"), TableColumn("How long")], reads: true
                ) {
                    for entry in Self.inventory {
                        html.tr {
                            html.th(.scope("row"), entry.what)
                            html.td(.data("label", "Why"), entry.why)
                            html.td(.data("label", "How long"), entry.howLong)
                        }
                    }
                }
            }
        }
    }

    private func requests(_ html: HTML, _ rows: Rows) throws {
        try html.settingsPart("Requests", "What people asked for about their own data.") {
            if rows.isEmpty { html.p(.class("muted"), "Nobody has asked yet.") }
            try html.ul(.class("stack-tight")) {
                for row in rows {
                    let (kind, status): (String, String) = (try row.get("kind"), try row.get("status"))
                    html.li(
                        "\(Words.label(kind)), \(Words.label(status).lowercased()): \(try row.get("n", as: Int.self))")
                }
            }
            html.div { html.linkButton("Open requests", to: "/privacy-requests", .secondary) }
        }
    }
}
