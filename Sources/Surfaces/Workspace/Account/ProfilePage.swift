internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Phone

/// A person's own account: name, address, password. `/account/profile`.
struct ProfilePage: Sendable {
    let pages: WorkspacePages
    let accounts: Accounts
    private static let path = SettingsPlace.profile.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .staff) { try await show($0, $1) },
            .signedIn(.post, Self.path, .staff) { try await save($0, $1) },
            .signedIn(.post, "/account/email", .staff) { try await changeEmail($0, $1) },
            .signedIn(.post, "/account/password", .staff) { try await changePassword($0, $1) },
            .signedIn(.post, "/account/verification", .staff) { try await verify($0, $1) },
        ]
    }

    /// What was typed and did not do.
    private struct Typed {
        var name: String?
        var phone: String?
        var email = ""
        var problem: Problem
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        try await page(request, context, nil)
    }

    private func page(_ request: Request, _ context: Context, _ typed: Typed?) async throws -> Response {
        async let account = accounts.profile.read(context)
        let (page, _) = try await pages.read(request, context)
        let person = try await account
        var response = pages.write(request) { html in
            html.settingsPage(page, .profile) {
                if !person.isVerified { unverified(html, person) }
                about(html, page, person, typed)
                email(html, person, typed)
                password(html, person, typed)
            }
        }
        if let typed { response.status = typed.problem.status }
        return response
    }

    private func unverified(_ html: HTML, _ person: AccountProfile.Account) {
        html.callout(
            .warn, "Your e-mail address is not confirmed yet. Open the link in the message sent to \(person.email)."
        ) {
            if !accounts.mail.reachesPeople {
                html.p("No mail server is set here: the message waits in the mail folder of this installation.")
            }
            html.postButton("Send the message again", to: "/account/verification", icon: .mail, size: .small)
        }
    }

    private func about(_ html: HTML, _ page: PageContext, _ person: AccountProfile.Account, _ typed: Typed?) {
        let phone = person.phone.map { Words.phone($0, page.context) } ?? ""
        html.settingsPart("About you", "Your name is the same in every organisation; phone and colour are of this one.")
        {
            html.form(.class("stack"), .method("post"), .action(Self.path), .data("checked")) {
                html.textField(
                    FormField("name", "Name", required: true).showing(typed?.problem),
                    value: typed?.name ?? person.name,
                    attributes: [.autocomplete("name"), .maxlength(200)])
                html.phoneField(
                    FormField("phone", "Phone", hint: "Where emergencies reach you.").showing(typed?.problem),
                    value: typed?.phone ?? phone)
                html.textField(
                    FormField("colour", "Colour", hint: "Yours in calendars.").showing(typed?.problem),
                    value: person.colour, type: "color")
                html.div { html.submitButton("Save profile") }
            }
        }
    }

    private func email(_ html: HTML, _ person: AccountProfile.Account, _ typed: Typed?) {
        html.settingsPart("E-mail address", "What you sign in with. A new one counts once you have confirmed it.") {
            html.form(.class("stack"), .method("post"), .action("/account/email"), .data("checked")) {
                html.p {
                    html.text("Now ")
                    html.strong(.dir("ltr"), person.email)
                    if person.isVerified {
                        html.text(" ")
                        html.status("Confirmed", .good)
                    }
                }
                html.emailField(
                    FormField("email", "New e-mail address", required: true).showing(typed?.problem),
                    value: typed?.email ?? "")
                if person.hasPassword {
                    html.passwordField(
                        FormField("email_password", "Your password", required: true).showing(typed?.problem))
                }
                html.div { html.submitButton("Change address", .secondary) }
            }
        }
    }

    private func password(_ html: HTML, _ person: AccountProfile.Account, _ typed: Typed?) {
        html.settingsPart("Password", "Changing it signs out every other device.", id: "password") {
            if person.hasPassword {
                html.form(.class("stack"), .method("post"), .action("/account/password"), .data("checked")) {
                    html.passwordField(
                        FormField("old_password", "Old password", required: true).showing(typed?.problem))
                    html.newPasswordField(typed?.problem, label: "New password")
                    html.div { html.submitButton("Change password", .secondary) }
                }
            } else {
                html.p(
                    "You have none: you sign in another way. To have one, ask for a link as if you had forgotten it.")
                html.div { html.linkButton("Get a link", to: "/forgot") }
            }
        }
    }

    // MARK: - Changes

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let (name, typedPhone) = (form["name"] ?? "", form["phone"] ?? "")
        do {
            var phone: String?
            if typedPhone.contains(where: { !$0.isWhitespace }) {
                do { phone = try PhoneNumber(parsing: typedPhone, country: context.country).e164 } catch {
                    throw Problem.invalid("phone", "invalid", "This is no phone number. Write it with its area code.")
                }
            }
            try await accounts.profile.change(name: name, phone: phone, colour: form["colour"] ?? "", context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("Profile saved"))
        } catch let problem as Problem where problem.status == 422 {
            return try await page(request, context, Typed(name: name, phone: typedPhone, problem: problem))
        }
    }

    private func changeEmail(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let email = form["email"] ?? ""
        do {
            try await accounts.profile.requirePassword(
                form["email_password"] ?? "", request, context, field: "email_password")
            guard let user = context.actor.user else { throw Problem.forbidden() }
            try await accounts.verification.askToChange(user, to: email, correlation: context.correlation)
            return NoticeCookie.redirect(
                request, to: Self.path, Notice("A message is on its way to \(email): open the link in it"))
        } catch let problem as Problem where [422, 429].contains(problem.status) {
            return try await page(request, context, Typed(email: email, problem: problem))
        }
    }

    private func changePassword(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        do {
            try await accounts.profile.changePassword(
                old: form["old_password"] ?? "", new: form["password"] ?? "", request, context)
            return NoticeCookie.redirect(
                request, to: Self.path, Notice("Password changed; other devices are signed out"))
        } catch let problem as Problem where [422, 429].contains(problem.status) {
            return try await page(request, context, Typed(problem: problem))
        }
    }

    private func verify(_ request: Request, _ context: Context) async throws -> Response {
        guard let user = context.actor.user else { throw Problem.notFound("account of a person") }
        try await accounts.verification.ask(user, correlation: context.correlation)
        return NoticeCookie.redirect(request, to: Self.path, Notice("The message is on its way"))
    }
}
