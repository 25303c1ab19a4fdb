internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// What the organisation asks of its people's sign-ins and sessions. `/settings/security`.
struct SecurityPage: Sendable {
    let pages: WorkspacePages
    let policies: SecurityPolicies

    private static let path = SettingsPlace.security.path
    private static let idleChoices = [15, 30, 60, 240, 720, 1440, 10_080, 20_160, 43_200]
    private static let absoluteChoices = [60, 480, 720, 1440, 10_080, 43_200, 129_600]

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path, .admins) { try await save($0, $1) },
        ]
    }

    private func show(
        _ request: Request, _ context: Context, typed: SecurityPolicy? = nil, problem: Problem? = nil
    ) async throws -> Response {
        // Who stands without, so that an admin knows whom a new rule meets.
        let count: SQL = "select count(*) as people from members where org_id = app_org() and is_active"
        var response = try await pages.page(request, context, [SecurityPolicy.select, count]) { html, page, rows in
            let policy = try typed ?? SecurityPolicy(rows[0].one("organisation"))
            write(html, page, policy, people: try rows[1].one("count").get("people"), problem)
        }
        response.status = problem?.status ?? 200
        return response
    }

    private func write(
        _ html: HTML, _ page: PageContext, _ policy: SecurityPolicy, people: Int, _ problem: Problem?
    ) {
        html.settingsPage(page, .security) {
            html.formProblem(problem)
            html.form(.method("post"), .action(Self.path), .data("checked"), .data("guarded")) {
                html.settingsPart("Second factor", "A code from a device, besides the password.") {
                    html.switchField(
                        FormField(
                            "second_factor", "Ask everybody for a second factor",
                            hint: "Whoever has none is led to setting one up at once. API keys go on as they are."
                        ).showing(problem), on: policy.requiresSecondFactor)
                }
                html.settingsPart("Ways to sign in", "At least one. Sessions begun another way end.") {
                    html.switchField(
                        FormField("passwords", "E-mail and password").showing(problem), on: policy.allowsPasswords)
                    html.switchField(
                        FormField("providers", "Identity providers").showing(problem), on: policy.allowsProviders)
                }
                html.settingsPart("Sessions", "How long somebody stays signed in. Holds at once, for everybody.") {
                    html.selectField(
                        FormField("idle", "Without use", required: true).showing(problem),
                        options: Self.options(Self.idleChoices, policy.idleMinutes), value: String(policy.idleMinutes))
                    html.selectField(
                        FormField("absolute", "At most", required: true).showing(problem),
                        options: Self.options(Self.absoluteChoices, policy.absoluteMinutes),
                        value: String(policy.absoluteMinutes))
                }
                html.settingsPart("Invitations", "To which addresses people may be invited.") {
                    html.textField(
                        FormField(
                            "domains", "E-mail domains",
                            hint: "Separated by commas, such as example.com. Empty means any."
                        ).showing(problem), value: policy.invitationDomains.joined(separator: ", "),
                        attributes: [.maxlength(2000), .dir("ltr"), .attribute("spellcheck", "false")])
                }
                html.div(.class("settings-save")) {
                    html.submitButton("Save changes")
                    html.span(.class("muted"), "Holds for \(Words.count(people, "active member"))")
                }
            }
        }
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let policy = SecurityPolicy(
            requiresSecondFactor: form["second_factor"] == "true", allowsPasswords: form["passwords"] == "true",
            allowsProviders: form["providers"] == "true", idleMinutes: Int(form["idle"] ?? "") ?? 0,
            absoluteMinutes: Int(form["absolute"] ?? "") ?? 0, invitationDomains: WordList.read(form["domains"]))
        do {
            try await policies.change(policy, request, context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("Saved"))
        } catch let problem as Problem where problem.status == 422 {
            return try await show(request, context, typed: policy, problem: problem)
        }
    }

    private static func options(_ choices: [Int], _ value: Int) -> [FormOption] {
        (choices.contains(value) ? choices : (choices + [value]).sorted()).map { FormOption(String($0), words($0)) }
    }

    private static func words(_ minutes: Int) -> String {
        if minutes % 1440 == 0 { return Words.count(minutes / 1440, "day") }
        return minutes % 60 == 0 ? Words.count(minutes / 60, "hour") : Words.count(minutes, "minute")
    }
}

/// Words separated by commas, spaces or lines.
enum WordList {
    static func read(_ text: String?) -> [String] {
        (text ?? "").prefix(8000).split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
    }
}
