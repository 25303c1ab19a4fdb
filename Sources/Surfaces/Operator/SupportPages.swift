internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// An operator's own support sessions: entered, left, ended.
struct SupportPages: Sendable {
    let pages: OperatorPages

    private static let path = OperatorPages.home + "/support"
    private var store: RecordStore { pages.parts.store }

    var routes: [Route] {
        [
            pages.route(.get, Self.path) { try await list($0, $1) },
            pages.route(.post, Self.path + "/leave") { _, session in
                try await pages.parts.operators.leave(session)
                return Response.redirect(to: Self.path)
            },
            pages.route(.post, Self.path + "/{organisation}/{id}/enter") { try await enter($0, $1) },
            pages.route(.post, Self.path + "/{organisation}/{id}/end") { try await end($0, $1) },
        ]
    }

    private func list(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let rows = try await store.database.systemQuery(
            .support,
            """
            select s.org_id, s.id, s.reason, s.minutes, s.may_write, s.asked_at, s.decision, s.expires_at, s.ended_at,
              o.name as organisation
            from support_sessions s join organisations o on o.id = s.org_id
            where s.operator_id = \(session.operatorID) order by s.asked_at desc, s.id desc limit 100
            """)
        return try pages.page(request, session, title: "Support sessions") { html, page in
            guard !rows.isEmpty else {
                return html.div(.class("panel")) {
                    html.emptyState(.eye, "None yet", "Ask on the page of an organisation.")
                }
            }
            try html.ul(.class("panel work-list")) { for row in rows { try item(html, page, row) } }
        }
    }

    private func item(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let address = "\(Self.path)/\(try row.get("org_id", as: String.self))/\(try row.get("id", as: String.self))"
        let decision: String? = try row.optional("decision")
        let expires: Instant? = try row.optional("expires_at")
        let ended: Instant? = try row.optional("ended_at")
        let asked: Instant = try row.get("asked_at")
        let runs = ended == nil && (expires.map { $0 > page.now } ?? false)
        let waits = ended == nil && decision == nil && page.now - asked < SupportSession.patience
        let (name, reason): (String, String) = (try row.get("organisation"), try row.get("reason"))
        let mayWrite: Bool = try row.get("may_write")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.strong(.dir("auto"), name)
                html.span(.dir("auto"), "\(reason) · \(mayWrite ? "to change things" : "to read")")
            }
            html.status(
                runs ? "Runs" : waits ? "Waits" : decision == "refused" ? "Refused" : "Over",
                runs ? .good : waits ? .info : decision == "refused" ? .bad : .neutral)
            if runs {
                html.postButton("Enter", to: address + "/enter", .primary, size: .small)
            }
            if runs || waits { html.postButton(runs ? "End" : "Take back", to: address + "/end", size: .small) }
        }
    }

    private func enter(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let organisation: ID<Organisation> = try request.id("organisation")
        let id: ID<SupportSession> = try request.id()
        let cookie = try await pages.parts.operators.enter(id.value, of: organisation, session, request)
        return Response.redirect(to: "/").with(cookie)
    }

    private func end(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let organisation: ID<Organisation> = try request.id("organisation")
        let id: ID<SupportSession> = try request.id()
        let own = try await store.database.systemQuery(
            .support,
            """
            select id from support_sessions
            where org_id = \(organisation) and id = \(id) and operator_id = \(session.operatorID)
            """)
        _ = try own.one("support session")
        let context = try await OrganisationPages(pages: pages).context(organisation, session, request)
        try await store.work(context, "support.end") { try await SupportSession.end(id.value, in: $0) }
        return Response.redirect(to: Self.path)
    }
}
