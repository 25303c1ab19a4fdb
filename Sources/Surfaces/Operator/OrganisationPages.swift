internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Notifications
internal import Plans
internal import Postgres
internal import Records

/// The organisations of the installation, one of them, its plan, and asking to look into it.
struct OrganisationPages: Sendable {
    let pages: OperatorPages

    private static let path = OperatorPages.home + "/organisations"
    private var store: RecordStore { pages.parts.store }
    private var notices: OperatorNotices { OperatorNotices(store.database) }

    var routes: [Route] {
        [
            pages.route(.get, OperatorPages.home) { _, _ in Response.redirect(to: Self.path) },
            pages.route(.get, Self.path) { try await list($0, $1) },
            pages.route(.get, Self.path + "/{id}") { try await show($0, $1) },
            pages.route(.post, Self.path + "/{id}/plan") { try await changePlan($0, $1) },
            pages.route(.post, Self.path + "/{id}/caps") { try await changeCaps($0, $1) },
            pages.route(.post, Self.path + "/{id}/notices") { try await postNotice($0, $1) },
            pages.route(.post, Self.path + "/{id}/support") { try await ask($0, $1) },
        ]
    }

    // MARK: - All of them

    private func list(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let words = String((request.query["q"] ?? "").prefix(100))
        let after = String((request.query["after"] ?? "").prefix(63))
        let found = try await OrganisationFacts.list(matching: words, after: after, store.database)
        return pages.page(request, session, title: "Organisations") { html, page in
            if found.isEmpty {
                return html.div(.class("panel")) {
                    html.emptyState(.building, "No organisation", "Nothing fits what you looked for.")
                }
            }
            html.dataTable(
                id: "organisations", label: "Organisations",
                columns: [
                    TableColumn("Name", .wide), TableColumn("Short name", .optional), TableColumn("Plan"),
                    TableColumn("State"),
                    TableColumn("Members", .number), TableColumn("Failed jobs", .number),
                    TableColumn("Since", .optional),
                ]
            ) {
                for each in found.prefix(OrganisationFacts.pageSize) {
                    html.tr {
                        html.linkCell(each.name, to: "\(Self.path)/\(each.id)")
                        html.cell(each.slug, optional: true)
                        html.cell(Plan.named(each.plan).name)
                        html.td { html.status(label(each.planState), tone(each.planState)) }
                        html.numberCell(Grouped(each.members))
                        html.numberCell(Grouped(each.jobsWaiting))
                        html.cell(Moment.day(page.zone.local(each.createdAt).date, thisYear: nil), optional: true)
                    }
                }
            }
            if found.count > OrganisationFacts.pageSize {
                html.nav(.class("pager"), .aria("label", "Pages")) {
                    html.span {}
                    let last = found[OrganisationFacts.pageSize - 1].slug
                    html.linkButton(
                        "Next", to: "\(Self.path)?q=\(PercentCoding.encode(words))&after=\(last)", icon: .chevronRight,
                        size: .small)
                }
            }
        }
    }

    private func label(_ state: String) -> String {
        let words = state.spaced
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private func tone(_ state: String) -> Tone {
        switch state {
        case "active": .good
        case "trialing": .info
        case "past_due": .warn
        default: .bad
        }
    }

    // MARK: - One

    private func show(
        _ request: Request, _ session: OperatorSession, form: Fields? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let id: ID<Organisation> = try request.id()
        let facts = try await OrganisationFacts.read(id, store.database)
        // One that hears no changes remembers nothing: this is what the database says now.
        let standing = try await OrganisationGate(store.database).standing(of: id)
        let posted = try await notices.list(of: id)
        var response = pages.page(
            request, session, title: facts.name, heading: facts.name,
            breadcrumbs: [Place("Organisations", Self.path)]
        ) { html, page in
            html.formProblem(problem)
            html.panel("Facts") {
                html.dl(.class("facts")) {
                    html.fact("Short name", facts.slug)
                    html.fact("Since", Moment.day(page.zone.local(facts.createdAt).date, thisYear: nil))
                    html.fact("Active members", String(facts.members))
                    html.fact("Jobs that need attention", String(facts.jobsWaiting))
                    html.fact("Support", Self.supportWords(facts.supportAccess))
                }
            }
            planForm(html, facts)
            html.settingsPart(
                "Limits", "Where they differ from the plan's. Empty: as in the plan. “none”: no limit."
            ) {
                CapForm(standing: standing, typed: form, problem: problem).write(html, to: "\(Self.path)/\(id)/caps")
            }
            html.settingsPart("Notice", "Everyone who works here sees it above every page.") {
                NoticeForm.write(html, to: "\(Self.path)/\(id)/notices", form, problem)
                if !posted.isEmpty { NoticeForm.list(html, page, posted, namesOrganisation: false) }
            }
            supportForm(html, facts)
        }
        if let problem { response.status = problem.status }
        return response
    }

    private static func supportWords(_ access: String) -> String {
        switch access {
        case "never": "Is not let in"
        case "notice": "May come in to read; those in charge are told"
        default: "Has to ask; an owner or admin decides"
        }
    }

    private func planForm(_ html: HTML, _ facts: OrganisationFacts) {
        html.settingsPart("Plan", "Those in charge are told.") {
            html.form(.class("stack"), .method("post"), .action("\(Self.path)/\(facts.id)/plan")) {
                html.selectField(
                    FormField("plan", "Plan", required: true), options: Plan.all.map { FormOption($0.code, $0.name) },
                    value: facts.plan)
                html.selectField(
                    FormField("state", "State", required: true),
                    options: PlanState.allCases.map { FormOption($0.rawValue, label($0.rawValue)) },
                    value: facts.planState)
                html.div { html.submitButton("Change the plan", .secondary) }
            }
        }
    }

    private func supportForm(_ html: HTML, _ facts: OrganisationFacts) {
        html.settingsPart(
            "Look into it", "What you ask for, and everything you do there, is on the organisation's audit trail."
        ) {
            if facts.supportAccess == "never" {
                return html.callout(.info, "This organisation lets no support in. Write to its owner.")
            }
            html.form(.class("stack"), .method("post"), .action("\(Self.path)/\(facts.id)/support")) {
                html.textArea(
                    FormField("reason", "Reason", hint: "The organisation reads it.", required: true), rows: 2,
                    attributes: [.maxlength(500)])
                html.selectField(
                    FormField("minutes", "For how long", required: true),
                    options: [
                        FormOption("30", "Half an hour"), FormOption("60", "An hour"), FormOption("120", "Two hours"),
                        FormOption("240", "Four hours"),
                    ], value: "60")
                html.checkbox(FormField("may_write", "Also to change things"), checked: false)
                html.div { html.submitButton("Ask") }
            }
        }
    }

    // MARK: - What is done

    private func changePlan(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let id: ID<Organisation> = try request.id()
        let form = try request.form()
        guard let plan = Plan.all.first(where: { $0.code == form["plan"] }),
            let state = PlanState(rawValue: form["state"] ?? "")
        else { throw Problem.invalid("plan", "invalid", "Choose a plan and a state.") }
        try await PlanOffice(store).change(
            PlanChange(plan: plan, state: state, by: "operator:\(session.name)"), of: id)
        return Response.redirect(to: "\(Self.path)/\(id)")
    }

    private func changeCaps(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let id: ID<Organisation> = try request.id()
        let form = try request.form()
        do {
            try await PlanOffice(store).change(
                PlanChange(overrides: try CapForm.overrides(form), by: "operator:\(session.name)"), of: id)
        } catch let problem as Problem where problem.status == 422 {
            return try await show(request, session, form: form, problem: problem)
        }
        return Response.redirect(to: "\(Self.path)/\(id)")
    }

    private func postNotice(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let id: ID<Organisation> = try request.id()
        let form = try request.form()
        do { try await NoticeForm.post(form, to: id, request, session, notices) } catch let problem as Problem
            where problem.status == 422
        {
            return try await show(request, session, form: form, problem: problem)
        }
        return Response.redirect(to: "\(Self.path)/\(id)")
    }

    private func ask(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let id: ID<Organisation> = try request.id()
        let form = try request.form()
        let reason = form["reason"] ?? ""
        let minutes = Int(form["minutes"] ?? "") ?? 0
        let mayWrite = form["may_write"] == "true"
        do {
            try await store.work(try await context(id, session, request), "support.ask") { work in
                let asked = try await SupportSession.ask(
                    session, reason: reason, minutes: minutes, mayWrite: mayWrite, in: work)
                let kind = OperatorParts.kinds[asked.hasBegun ? 1 : 0]
                try await Notifications.notify(
                    .admins,
                    NewNotification(
                        kind,
                        asked.hasBegun
                            ? "\(session.name) of Mainline's support looks at your organisation"
                            : "\(session.name) of Mainline's support asks to look at your organisation",
                        body: reason, path: "/settings/support", tone: "warn", key: asked.id.description), in: work)
            }
        } catch let problem as Problem where [403, 409, 422].contains(problem.status) {
            return try await show(request, session, problem: problem)
        }
        return Response.redirect(to: OperatorPages.home + "/support")
    }

    /// Mainline's own work in the organisation, in the operator's name.
    func context(_ id: ID<Organisation>, _ session: OperatorSession, _ request: Request) async throws -> Context {
        let own = try await store.systemContext(
            id, actor: "support", correlation: request.requestID, surface: .workspace)
        return Context(
            organisation: id, actor: .support(session.name), role: .system, correlation: request.requestID,
            surface: .workspace, zone: own.zone, currency: own.currency, country: own.country, locale: own.locale,
            clock: own.clock, ids: own.ids, deadline: request.deadline, address: request.address)
    }
}
