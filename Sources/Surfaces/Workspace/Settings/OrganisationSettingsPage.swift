internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What the organisation is called, where it is and what it reckons in: `/settings/organisation`.
struct OrganisationSettingsPage: Sendable {
    let pages: WorkspacePages

    private static let path = SettingsPlace.organisation.path
    private static let sent = ["name", "slug", "zone", "currency", "country", "locale", "version"]

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .managers) { try await show($0, $1) },
            .signedIn(.post, Self.path, .admins) { try await save($0, $1) },
        ]
    }

    private static let select: SQL = """
        select o.name, o.slug, o.zone, o.currency::text as currency, o.country::text as country, o.locale, o.version,
          o.created_at, exists (select from invoices i where i.org_id = o.id) as has_billed
        from organisations o where o.id = app_org()
        """

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.page(request, context, [Self.select]) { html, page, rows in
            let row = try rows[0].one("organisation")
            var values: [String: String] = [:]
            for name in Self.sent where name != "version" { values[name] = try row.get(name) }
            values["version"] = String(try row.get("version", as: Int.self))
            write(
                html, page, values, hasBilled: try row.get("has_billed"), since: try row.get("created_at"), problem: nil
            )
        }
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        var input: [String: JSON] = [:]
        for name in Self.sent {
            guard let text = form[name], !text.isEmpty else { continue }
            input[name] = name == "version" ? Int64(text).map { .int($0) } ?? .string(text) : .string(text)
        }
        if form["name"] == "" { input["name"] = .string("") }
        do {
            _ = try await pages.store.perform("organisation.change", input, context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("Organisation saved"))
        } catch let problem as Problem where [422, 409].contains(problem.status) {
            var values: [String: String] = [:]
            for name in Self.sent { values[name] = form[name] ?? "" }
            let typed = values
            let (page, rows) = try await pages.read(request, context, [Self.select])
            let row = try rows[0].one("organisation")
            let (billed, since): (Bool, Instant) = (try row.get("has_billed"), try row.get("created_at"))
            var response = pages.write(request) {
                write($0, page, typed, hasBilled: billed, since: since, problem: problem)
            }
            response.status = problem.status
            return response
        }
    }

    private func write(
        _ html: HTML, _ page: PageContext, _ values: [String: String], hasBilled: Bool, since: Instant,
        problem: Problem?
    ) {
        let isLocked = !Access.admins.allows(page.context.role)
        func value(_ name: String) -> String { values[name] ?? "" }
        func field(_ name: String, _ label: String, _ hint: String? = nil, locked: Bool = false) -> FormField {
            FormField(name, label, hint: hint, required: true, disabled: isLocked || locked).showing(problem)
        }
        html.settingsPage(page, .organisation) {
            html.formProblem(problem)
            if isLocked { html.callout(.info, "An owner or admin can change these.") }
            html.form(.method("post"), .action(Self.path), .data("checked"), .data("guarded")) {
                html.settingsPart("Name", "What people see above every page and in messages.") {
                    html.textField(field("name", "Name"), value: value("name"), attributes: [.maxlength(200)])
                    html.textField(
                        field(
                            "slug", "Short name",
                            "In addresses; lower-case letters, digits and hyphens. Links with the old one stop working."
                        ),
                        value: value("slug"), attributes: [.maxlength(63), .dir("ltr")])
                }
                html.settingsPart("Time and language", "What “tomorrow” means, and how days and numbers are written.") {
                    html.comboField(
                        field("zone", "Time zone", "Visits keep their moment when this changes, not their hour."),
                        suggestions: RegionChoices.zones, value: value("zone"))
                    html.selectField(
                        field("locale", "Language"),
                        options: RegionChoices.with(value("locale"), RegionChoices.languages), value: value("locale"))
                }
                html.settingsPart("Country and currency", "How phone numbers are read, and what is billed in.") {
                    html.selectField(
                        field("country", "Country", "Numbers without a prefix are of this country."),
                        options: RegionChoices.with(value("country"), RegionChoices.countries), value: value("country"))
                    html.selectField(
                        field(
                            "currency", "Currency",
                            hasBilled
                                ? "Stays as it is, because something has been billed in it."
                                : "Can be changed until the first invoice.", locked: hasBilled),
                        options: RegionChoices.with(value("currency"), RegionChoices.currencies),
                        value: value("currency"))
                }
                html.hiddenField("version", value("version"))
                html.div(.class("settings-save")) {
                    if !isLocked { html.submitButton("Save changes") }
                    html.span(
                        .class("muted"), "With Mainline since \(Moment.day(page.zone.local(since).date, thisYear: nil))"
                    )
                }
            }
        }
    }
}
