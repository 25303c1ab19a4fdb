internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// A person's second factor: setting it up, its recovery codes, turning it off. `/account/second-factor`.
struct SecondFactorPage: Sendable {
    let pages: WorkspacePages
    let factors: SecondFactors

    private static let path = "/account/second-factor"

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .staff) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/begin", .staff) { try await begin($0, $1) },
            .signedIn(.post, Self.path + "/confirm", .staff) { try await confirm($0, $1) },
            .signedIn(.post, Self.path + "/codes", .staff) { try await renew($0, $1) },
            .signedIn(.post, Self.path + "/replace", .staff) { try await replace($0, $1) },
            .signedIn(.post, Self.path + "/off", .staff) { try await turnOff($0, $1) },
        ]
    }

    private func show(
        _ request: Request, _ context: Context, problem: Problem? = nil, at place: String = ""
    ) async throws -> Response {
        let standing = try await factors.standing(context)
        // Who must set one up first sees nothing of the workspace until it is done.
        if standing.isRequired, !standing.isOn {
            return AccountPage(assets: pages.assets).response(
                "Set up your second factor",
                lead: "Your organisation asks everybody for one, besides the password.", problem: problem,
                width: .normal,
                for: request
            ) { html in
                enrolment(html, standing, nil)
                html.postButton("Sign out", to: "/sign-out", .quiet, icon: .signOut)
            }
        }
        var response = try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .secondFactor) {
                if standing.isOn {
                    on(html, page, standing, problem, place)
                } else {
                    html.settingsPart(
                        "Authenticator app",
                        "An app on your phone, or a password manager, that shows a new code every "
                            + "30 seconds."
                    ) { enrolment(html, standing, problem) }
                }
            }
        }
        response.status = problem?.status ?? 200
        return response
    }

    // MARK: - Parts

    private func enrolment(_ html: HTML, _ standing: SecondFactors.Standing, _ problem: Problem?) {
        guard let enrolment = standing.enrolment else {
            html.p("With a second factor, somebody who learns your password still cannot sign in as you.")
            html.postButton("Set up", to: Self.path + "/begin", .primary, icon: .shield)
            return
        }
        html.div(.class("enrolment")) {
            html.qrCode(enrolment.uri, label: "QR code with the secret below, for your authenticator app")
            html.div(.class("stack")) {
                html.p("Scan the code with your authenticator app, or type this secret into it:")
                html.div(.class("copyable")) {
                    html.code(.class("secret"), enrolment.secret)
                    html.copyButton(enrolment.secret.filter { $0 != " " }, of: "Secret")
                }
                html.form(.class("stack"), .method("post"), .action(Self.path + "/confirm")) {
                    html.codeField(
                        FormField("code", "The six digits it shows now", required: true).showing(problem))
                    html.div { html.submitButton("Turn on") }
                }
            }
        }
    }

    private func on(
        _ html: HTML, _ page: PageContext, _ standing: SecondFactors.Standing, _ problem: Problem?, _ place: String
    ) {
        html.settingsPart("Authenticator app", "Asked for after your password.") {
            html.div(.class("row-group")) {
                html.badge("On", .good, icon: .done)
                if let since = standing.since {
                    html.span(
                        .class("muted"),
                        "Since \(Moment.day(page.zone.local(since).date, thisYear: page.zone.local(page.now).date.year))"
                    )
                }
            }
        }
        html.settingsPart("Recovery codes", "For when your device is gone. Each works once.", id: "codes") {
            if standing.recoveryCodesLeft < 4 {
                html.callout(.warn, "\(Words.count(standing.recoveryCodesLeft, "code")) left. Make new ones.")
            } else {
                html.p("\(standing.recoveryCodesLeft) codes left.")
            }
            html.postButton("Make new codes", to: Self.path + "/codes", icon: .refresh)
        }
        html.settingsPart("New device", "Ends the old one and leads to setting up the new one.", id: "replace") {
            code(html, to: "/replace", "Replace the device", .secondary, place == "replace" ? problem : nil, "replace")
        }
        html.settingsPart("Turn off", id: "off") {
            if standing.isRequired {
                html.p(.class("muted"), "Your organisation asks for a second factor, so it cannot be turned off.")
            } else {
                code(html, to: "/off", "Turn off", .danger, place == "off" ? problem : nil, "off")
            }
        }
    }

    private func code(
        _ html: HTML, to path: String, _ label: String, _ look: ButtonLook, _ problem: Problem?, _ id: String
    ) {
        html.form(.class("stack"), .method("post"), .action(Self.path + path)) {
            html.codeField(
                FormField("code", "A code of your device, or a recovery code", required: true, id: "code-" + id)
                    .showing(problem))
            html.div { html.submitButton(label, look) }
        }
    }

    private func codes(_ request: Request, _ context: Context, _ codes: [String]) async throws -> Response {
        try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .secondFactor, title: "Your recovery codes", lead: "Shown this once.") {
                html.callout(
                    .warn,
                    "Keep them where you find them without your device, such as in a password manager or on paper.")
                html.ul(.class("code-list")) { for code in codes { html.li(code) } }
                html.div(.class("row-group")) {
                    html.copyButton(codes.joined(separator: "\n"), of: "Recovery codes")
                    html.linkButton("I have kept them", to: Self.path, .primary)
                }
            }
        }.with("Cache-Control", "no-store")
    }

    // MARK: - Doing

    private func begin(_ request: Request, _ context: Context) async throws -> Response {
        try await factors.begin(context)
        return Response.redirect(to: Self.path)
    }

    private func confirm(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let (codes, cookie) = try await factors.confirm(try request.form()["code"] ?? "", request, context)
            return try await self.codes(request, context, codes).with(cookie)
        } catch let problem as Problem where [409, 422, 429].contains(problem.status) {
            return try await show(request, context, problem: problem)
        }
    }

    private func renew(_ request: Request, _ context: Context) async throws -> Response {
        try await codes(request, context, factors.renewCodes(request, context))
    }

    private func replace(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await factors.replace(try request.form()["code"] ?? "", request, context)
            return Response.redirect(to: Self.path)
        } catch let problem as Problem where [409, 422, 429].contains(problem.status) {
            return try await show(request, context, problem: problem, at: "replace")
        }
    }

    private func turnOff(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let cookie = try await factors.turnOff(try request.form()["code"] ?? "", request, context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("The second factor is off")).with(cookie)
        } catch let problem as Problem where [409, 422, 429].contains(problem.status) {
            return try await show(request, context, problem: problem, at: "off")
        }
    }
}
