internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Plans
internal import Postgres
internal import Records

/// The switch against abuse, and what was far from usual: `/settings/lockdown`.
struct LockdownPage: Sendable {
    let pages: WorkspacePages

    private static let path = SettingsPlace.lockdown.path
    private static let limit = 50

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path, .admins) { try await lock($0, $1) },
            .signedIn(.post, Self.path + "/lift", .admins) { try await lift($0, $1) },
            .signedIn(.post, Self.path + "/anomalies/{id}/dismiss", .admins) { try await dismiss($0, $1) },
        ]
    }

    private static let anomalies: SQL = """
        select id, kind, subject, observed, usual, status, raised_at, last_seen_at from anomalies
        where org_id = app_org() order by raised_at desc, id desc limit \(limit)
        """

    private func show(
        _ request: Request, _ context: Context, values: Fields = Fields(), problem: Problem? = nil
    ) async throws -> Response {
        let standing = try await pages.gate.standing(of: context.organisation)
        let (page, rows) = try await pages.read(request, context, [Self.anomalies])
        let held = standing.restrictions.first { $0.kind == .lockdown && $0.holds(at: page.now) }
        var response = try pages.write(request) { html in
            try html.settingsPage(page, .lockdown) {
                html.formProblem(problem)
                if let held {
                    html.settingsPart("Locked down", "Only what keeps you safe is open.") {
                        self.held(html, page, held, standing)
                    }
                } else {
                    html.settingsPart(
                        "Lock down",
                        "At once and everywhere: web chat and automation are off, callers leave messages, texts wait. "
                            + "Emergencies still reach you; customers can still pay."
                    ) { form(html, values, problem) }
                }
                try html.settingsPart(
                    "Far from usual", "What was looked at in the last hour, every ten minutes, against the week before."
                ) { try anomalies(html, page, rows[0]) }
            }
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func held(_ html: HTML, _ page: PageContext, _ held: Restriction, _ standing: OrganisationStanding) {
        html.facts {
            html.fact("Since") { html.relativeTime(held.since, page) }
            html.fact("Until", held.until.map { Moment.dayAndTime($0, page.zone) } ?? "Somebody lifts it")
            html.fact("Reason", held.note)
            html.fact("API keys", standing.restrictions.contains { $0.kind == .keysPaused } ? "Paused" : "Open")
        }
        PlanChannels.write(html, standing, at: page.now)
        html.div { html.postButton("Lift lockdown", to: Self.path + "/lift", .primary, icon: .unlock) }
    }

    private func form(_ html: HTML, _ values: Fields, _ problem: Problem?) {
        html.form(.method("post"), .action(Self.path), .class("stack"), .data("checked")) {
            html.textField(
                FormField("reason", "Reason", hint: "Your people read it above every page.", required: true)
                    .showing(problem),
                value: values["reason"] ?? "", attributes: [.maxlength(500)])
            html.textField(
                FormField("until", "Until", hint: "It lifts by itself then. Empty: until somebody lifts it.").showing(
                    problem),
                value: values["until"] ?? "", type: "datetime-local")
            html.checkbox(
                FormField(
                    "pause_keys", "Pause API keys too",
                    hint: "Programs get 403 until it is lifted. Their keys stay as they are."),
                checked: values["pause_keys"] == "true")
            html.div { html.submitButton("Lock down", .danger, icon: .lock) }
        }
    }

    private func anomalies(_ html: HTML, _ page: PageContext, _ rows: Rows) throws {
        if rows.isEmpty {
            return html.emptyState(
                .shield, "Nothing unusual",
                "Calls from one number, texts, failed sign-ins, refused webhooks and the like appear here when they are far "
                    + "from what an hour usually has.")
        }
        try html.ul(.class("steps")) {
            for row in rows { try anomaly(html, page, row) }
        }
    }

    private func anomaly(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let status: String = try row.get("status")
        let isOpen = status == "open"
        let (kind, subject): (String, String) = (try row.get("kind"), try row.get("subject"))
        let (observed, usual): (Int64, Int64) = (try row.get("observed"), try row.get("usual"))
        let id: Identifier = try row.get("id")
        let raised: Instant = try row.get("raised_at")
        html.li(.class("step")) {
            html.icon(isOpen ? .warning : .done, tone: isOpen ? .bad : nil)
            html.div {
                html.h3(Self.title(kind, subject.isEmpty ? nil : Words.phone(subject, page.context), observed))
                html.p {
                    html.text("Usual is \(usual) in an hour. Seen ")
                    html.relativeTime(raised, page)
                    html.text(isOpen ? "." : status == "over" ? "; it is over." : "; somebody has looked at it.")
                }
            }
            if isOpen {
                html.div(.class("row-group")) {
                    html.postButton("Dismiss", to: "\(Self.path)/anomalies/\(id)/dismiss", size: .small)
                }
            }
        }
    }

    static func title(_ kind: String, _ subject: String?, _ observed: Int64) -> String {
        switch kind {
        case "calls_of_number": "\(observed) calls from \(subject ?? "a withheld number") in an hour"
        case "calls": "\(observed) calls in an hour"
        case "texts": "\(observed) text messages in an hour"
        case "sign_ins": "\(observed) failed sign-ins in an hour"
        case "webhooks": "\(observed) refused webhooks in an hour"
        case "rate_limits": "\(observed) requests over the limit in an hour"
        default: "\(observed) × \(Words.label(kind)) in an hour"
        }
    }

    private func lock(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        var input: [String: JSON] = [
            "reason": .string(form["reason"] ?? ""), "pause_keys": .bool(form["pause_keys"] == "true"),
        ]
        if let text = form["until"], !text.isEmpty { input["until"] = .string(text) }
        do {
            _ = try await pages.store.perform(LockDown.self, input, context)
        } catch let problem as Problem where problem.status == 422 {
            return try await show(request, context, values: form, problem: problem)
        }
        pages.gate.forget(context.organisation)
        return NoticeCookie.redirect(request, to: Self.path, Notice("Locked down", tone: .warn))
    }

    private func lift(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await pages.store.perform(LiftLockdown.self, [:], context)
        pages.gate.forget(context.organisation)
        return NoticeCookie.redirect(request, to: Self.path, Notice("The organisation is open again"))
    }

    private func dismiss(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Anomaly.self)
        _ = try await pages.store.perform(DismissAnomaly.self, ["anomaly": .text(id)], context)
        return NoticeCookie.redirect(request, to: Self.path, Notice("Dismissed"))
    }
}
