internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Who of Mainline's operators may look at the organisation, who has, and what they looked at: `/settings/support`.
struct SupportSettingsPage: Sendable {
    let pages: WorkspacePages

    static let path = SettingsPlace.support.path
    private var store: RecordStore { pages.store }

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/access", .admins) { try await setAccess($0, $1) },
            .signedIn(.post, Self.path + "/{id}/{verb}", .admins) { try await decide($0, $1) },
        ]
    }

    private static let select: SQL = """
        select s.*, m.name as decider, coalesce(looked.n, 0) as requests
        from (select * from support_sessions where org_id = app_org() order by id desc limit 50) s
          left join members m on m.org_id = s.org_id and m.id = s.decided_by
          left join lateral (select count(*)::int as n from (select from audit_entries e where e.org_id = app_org()
            and e.record_kind = 'support_sessions' and e.record_id = s.id and e.action = 'support.request'
            limit 1000) few) looked on true
        order by s.id desc
        """

    // MARK: - The page

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let access: SQL = "select support_access from organisations where id = app_org()"
        return try await pages.page(request, context, [access, Self.select]) { html, page, rows in
            let chosen: String = try rows[0].one("organisation").get("support_access")
            try html.settingsPage(page, .support) {
                accessForm(html, chosen)
                try html.settingsPart("Sessions", "Newest first, with what was looked at.") {
                    guard !rows[1].isEmpty else {
                        return html.p(.class("muted"), "Nobody from outside has asked to look at your organisation.")
                    }
                    try html.ul(.class("panel work-list")) { for row in rows[1] { try item(html, page, row) } }
                }
            }
        }
    }

    private func accessForm(_ html: HTML, _ chosen: String) {
        html.settingsPart("Who may come in", "Operators of this Mainline see none of your data by themselves.") {
            html.form(.class("stack"), .method("post"), .action(Self.path + "/access")) {
                html.radioGroup(
                    FormField("access", "When support asks", required: true),
                    options: [
                        FormOption("ask", "An owner or admin decides each time"),
                        FormOption("notice", "Support may come in to read, and you are told"),
                        FormOption("never", "Nobody is let in"),
                    ], value: chosen)
                html.div { html.submitButton("Save", .secondary) }
            }
        }
    }

    private func item(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let id: String = try row.get("id")
        let (name, reason): (String, String) = (try row.get("operator_name"), try row.get("reason"))
        let asked: Instant = try row.get("asked_at")
        let standing = try Standing(row, at: page.now)
        let mayWrite: Bool = try row.get("may_write")
        let minutes: Int = try row.get("minutes")
        let requests: Int = try row.get("requests")
        let decider: String? = try row.optional("decider")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.strong(.dir("auto"), "\(name): \(reason)")
                html.span {
                    html.text(
                        "\(Moment.dayAndTime(asked, page.zone)) · \(minutes) minutes, \(mayWrite ? "to change things" : "to read")"
                    )
                    if let decider { html.text(" · decided by \(decider)") }
                    if requests > 0 {
                        html.text(" · ")
                        html.a(
                            .href("\(AuditPages.path)?kind=support_sessions&record=\(id)"),
                            "\(Words.count(requests, "request")) recorded")
                    }
                }
            }
            html.status(standing.words, standing.tone)
            buttons(html, id, standing, mayWrite)
        }
    }

    private func buttons(_ html: HTML, _ id: String, _ standing: Standing, _ mayWrite: Bool) {
        switch standing {
        case .waits:
            if mayWrite {
                html.postButton("Allow to change", to: "\(Self.path)/\(id)/approve-writing", size: .small)
            }
            html.postButton("Allow to read", to: "\(Self.path)/\(id)/approve", .primary, size: .small)
            html.postButton("Refuse", to: "\(Self.path)/\(id)/refuse", size: .small)
        case .runs: html.postButton("End now", to: "\(Self.path)/\(id)/end", .danger, size: .small)
        case .refused, .lapsed, .over: break
        }
    }

    /// How a session stands.
    enum Standing: Sendable {
        case waits, runs, refused, lapsed, over

        init(_ row: Row, at now: Instant) throws {
            let decision: String? = try row.optional("decision")
            let expires: Instant? = try row.optional("expires_at")
            if try row.optional("ended_at", as: Instant.self) != nil {
                self = .over
            } else if decision == "refused" {
                self = .refused
            } else if let expires {
                self = expires > now ? .runs : .over
            } else {
                self = now - (try row.get("asked_at")) < SupportSession.patience ? .waits : .lapsed
            }
        }

        var words: String {
            switch self {
            case .waits: "Waits for you"
            case .runs: "Runs"
            case .refused: "Refused"
            case .lapsed: "Lapsed"
            case .over: "Over"
            }
        }

        var tone: Tone {
            switch self {
            case .waits: .warn
            case .runs: .info
            case .refused, .lapsed, .over: .neutral
            }
        }
    }

    // MARK: - What is decided

    private func setAccess(_ request: Request, _ context: Context) async throws -> Response {
        guard let access = try request.form()["access"], ["ask", "notice", "never"].contains(access) else {
            throw Problem.invalid("access", "invalid", "Choose who may come in.")
        }
        // From then on nobody here is asked any more.
        if access == "notice" { try context.requireRecentProof() }
        return try await pages.act(request, back: Self.path, done: "Saved") {
            try await store.work(context, "support.set-access") { work in
                work.queue("update organisations set support_access = \(access) where id = app_org()")
            }
        }
    }

    private func decide(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: SupportSession.self).value
        let verb = try request.parameter("verb")
        let words: String
        switch verb {
        case "approve", "approve-writing": words = "Support may look now"
        case "refuse": words = "Refused"
        case "end": words = "The support session is over"
        default: throw Problem.notFound()
        }
        return try await pages.act(request, back: Self.path, done: words) {
            let name = verb == "approve-writing" ? "approve" : verb
            try await store.work(context, "support.\(name)") { work in
                switch verb {
                case "refuse": try await SupportSession.refuse(id, in: work)
                case "end": try await SupportSession.end(id, in: work)
                default: try await SupportSession.approve(id, mayWrite: verb == "approve-writing", in: work)
                }
            }
        }
    }
}
