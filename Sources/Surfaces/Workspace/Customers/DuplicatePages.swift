internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Pairs of customers that may be one, the likeliest first, for a person to decide.
struct DuplicatePages: Sendable {
    private let pages: WorkspacePages
    private static let limit = 50

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [
            .signedIn(.get, "/duplicates", .managers) { try await list($0, $1) },
            .signedIn(.post, "/duplicates/{id}/{verb}", .managers) { try await decide($0, $1) },
        ]
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        try context.requireAllFields(of: "customers", "sites")
        let status = request.query["status"] == "dismissed" ? "dismissed" : "open"
        let after = request.query["after"].map { $0.split(separator: "_", maxSplits: 1).map(String.init) } ?? []
        let score = after.first.flatMap { Int($0) }
        let last = after.count == 2 ? Identifier(after[1]) : nil
        func side(_ name: String) -> SQL {
            SQL(
                trusted: """
                    \(name).id as \(name)_id, \(name).name as \(name)_name, \(name).phone as \(name)_phone,
                    \(name).email as \(name)_email, \(name).status as \(name)_status, \(name).created_at as \(name)_since,
                    (select one_line from sites s where s.org_id = p.org_id and s.customer_id = \(name).id
                      and s.deleted_at is null order by s.created_at desc, s.id desc limit 1) as \(name)_place
                    """)
        }
        return try await pages.page(
            request, context,
            [
                """
                select p.id, p.score, to_json(p.reasons)::text as reasons, \(side("a")), \(side("b"))
                from duplicate_pairs p
                join customers a on a.org_id = p.org_id and a.id = p.first_id and a.deleted_at is null
                join customers b on b.org_id = p.org_id and b.id = p.second_id and b.deleted_at is null
                where p.org_id = app_org() and p.status = \(status)
                  and (\(last)::uuid is null or (p.score, p.id) < (\(score)::int, \(last)::uuid))
                order by p.score desc, p.id desc limit \(Self.limit + 1)
                """
            ]
        ) { html, page, rows in
            try html.workspacePage(page, title: "Duplicates", breadcrumbs: [Place("Customers", "/customers")]) {
                html.tabs(
                    "Pairs",
                    [Place("To decide", "/duplicates"), Place("Not duplicates", "/duplicates?status=dismissed")],
                    current: status == "open" ? "/duplicates" : "/duplicates?status=dismissed")
                if rows[0].isEmpty {
                    return html.div(.class("panel")) {
                        html.emptyState(
                            .merge, status == "open" ? "No duplicates to decide" : "Nothing was set aside",
                            "Customers who share a phone number, an e-mail, or a name and address appear here by themselves."
                        )
                    }
                }
                try html.div(.class("stack")) {
                    for row in rows[0].prefix(Self.limit) { try pair(html, page, row, status) }
                }
                if rows[0].count > Self.limit {
                    let row = rows[0][Self.limit - 1]
                    let next = "\(try row.get("score", as: Int.self))_\(try row.get("id", as: Identifier.self))"
                    html.linkButton("Next", to: "/duplicates?status=\(status)&after=\(next)", icon: .chevronRight)
                }
            }
        }
    }

    private func pair(_ html: HTML, _ page: PageContext, _ row: Row, _ status: String) throws {
        let id: Identifier = try row.get("id")
        let score: Int = try row.get("score")
        let reasons = (try JSON(parsing: try row.get("reasons", as: String.self)).array ?? []).compactMap(\.string)
        let (first, second): (Identifier, Identifier) = (try row.get("a_id"), try row.get("b_id"))
        let (a, b): (Instant, Instant) = (try row.get("a_since"), try row.get("b_since"))
        // The older record stays unless the person says otherwise.
        let merge = a <= b ? "/customers/\(first)/merge?with=\(second)" : "/customers/\(second)/merge?with=\(first)"
        try html.section(.class("panel")) {
            html.div(.class("panel-head")) {
                html.h2(.class("row-group")) {
                    html.badge("\(score)% alike", score >= 80 ? .bad : .warn)
                    html.span(reasons.enumerated().map { $0 == 0 ? $1 : $1.lowercased() }.joined(separator: ", "))
                }
                html.div(.class("row-group")) {
                    if status == "open" {
                        html.postButton("Not a duplicate", to: "/duplicates/\(id)/dismiss", .quiet, size: .small)
                        html.linkButton("Compare", to: merge, .secondary, icon: .merge, size: .small)
                    } else {
                        html.postButton("Look again", to: "/duplicates/\(id)/reopen", size: .small)
                    }
                }
            }
            try html.div(.class("panel-body pair")) {
                try customer(html, page, row, "a")
                try customer(html, page, row, "b")
            }
        }
    }

    private func customer(_ html: HTML, _ page: PageContext, _ row: Row, _ side: String) throws {
        let id: Identifier = try row.get("\(side)_id")
        let name: String = try row.get("\(side)_name")
        let phone: String? = try row.optional("\(side)_phone")
        let email: String? = try row.optional("\(side)_email")
        let place: String? = try row.optional("\(side)_place")
        let status: String = try row.get("\(side)_status")
        let since: Instant = try row.get("\(side)_since")
        html.div(.class("stack-tight")) {
            html.a(.href("/customers/\(id)"), .dir("auto")) { html.strong(name) }
            html.span(
                .class("muted"),
                [phone.map { Words.phone($0, page.context) }, email].compactMap { $0 }.joined(separator: " · "))
            if let place { html.span(.class("muted"), .dir("auto"), place) }
            html.span(.class("muted")) {
                html.text("\(Words.label(status)), since ")
                html.relativeTime(since, page)
            }
        }
    }

    private func decide(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let verb = try request.parameter("verb")
        guard ["dismiss", "reopen"].contains(verb) else { throw Problem.notFound() }
        let store = pages.store
        return try await pages.act(
            request, back: verb == "dismiss" ? "/duplicates" : "/duplicates?status=dismissed",
            done: verb == "dismiss" ? "Set aside as two customers" : "Back among those to decide"
        ) {
            _ = try await store.perform("duplicate_pairs.\(verb)", ["pair": .string(id)], context)
        }
    }
}
