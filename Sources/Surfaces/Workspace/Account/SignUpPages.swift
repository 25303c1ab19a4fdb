internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Making an account and an organisation: `/sign-up`.
struct SignUpPages: Sendable {
    let forms: AccountForms
    private var accounts: Accounts { forms.accounts }
    private static let path = "/sign-up"

    var routes: [Route] {
        let reason = "Where those who have no account make one."
        return [
            .open(.get, Self.path, reason: reason) { try show($0) },
            .open(.get, "/sign-up/suggestions", reason: reason) { Self.suggestions($0) },
            .open(.post, Self.path, reason: reason, limits: AccountForms.limits) { try await send($0) },
        ]
    }

    private func show(_ request: Request) throws -> Response {
        guard accounts.isSignUpOpen else { return closed(request) }
        return form(request, name: "", email: "", OrganisationForm(request), nil)
    }

    private func closed(_ request: Request) -> Response {
        forms.response(
            "Sign-up is closed",
            lead: "Here organisations are made by whoever runs this installation. Ask them for one, "
                + "or have a colleague invite you to theirs.", foot: [Place("Sign in", "/sign-in")], for: request
        ) { _ in }
    }

    /// The part of the form that follows from another: the short name, or what the country suggests.
    static func suggestions(_ request: Request) -> Response {
        var fields = Fields()
        for name in ["organisation_name", "country"] { fields.append(name, request.query[name] ?? "") }
        let organisation = OrganisationForm(fields)
        let out = ByteWriter()
        let html = HTML(out)
        if request.query["part"] == "region" {
            organisation.writeRegion(html, nil)
        } else {
            organisation.writeSlug(html, nil)
        }
        return .html(out)
    }

    private func send(_ request: Request) async throws -> Response {
        guard accounts.isSignUpOpen else { return closed(request) }
        let fields = try forms.read(request, isSignUp: true)
        let organisation = OrganisationForm(fields)
        let (name, email) = (fields["name"] ?? "", fields["email"] ?? "")
        do {
            let new = SignUpForm(
                name: name, email: email, password: fields["password"] ?? "",
                organisation: try organisation.organisation())
            try await accounts.signUp.ask(new, address: request.address, correlation: request.requestID)
        } catch let problem as Problem where problem.status == 422 {
            return form(request, name: name, email: email, organisation, problem)
        }
        return sent(request, email)
    }

    private func form(
        _ request: Request, name: String, email: String, _ organisation: OrganisationForm, _ problem: Problem?
    ) -> Response {
        forms.response(
            "Create your account", lead: "An account for you, and a place for your organisation.", problem: problem,
            foot: [Place("I have an account", "/sign-in")], for: request
        ) { html in
            html.form(.class("stack"), .method("post"), .action(Self.path)) {
                html.textField(
                    FormField("name", "Your name", required: true).showing(problem), value: name,
                    attributes: [.autocomplete("name"), .maxlength(200)])
                html.emailField(FormField("email", "E-mail", required: true).showing(problem), value: email)
                html.newPasswordField(problem)
                organisation.write(html, problem, suggestions: "/sign-up/suggestions")
                html.submitButton("Create account")
            }
        }
    }

    /// The same for an address that has an account and for one that has none.
    private func sent(_ request: Request, _ email: String) -> Response {
        forms.response("Look into your mailbox", for: request) { html in
            html.p {
                html.text("We have sent a message to ")
                html.strong(email)
                html.text(". Open the link in it to confirm that the address is yours.")
            }
            if !accounts.mail.reachesPeople {
                html.callout(
                    .info, "No mail server is set here: the message waits in the mail folder of this installation.")
            }
            html.p(
                .class("muted"),
                "You can sign in before you have. Until the address is confirmed, no calls, texts or e-mails go out.")
            html.div(.class("row-group")) {
                html.linkButton("Sign in", to: "/sign-in", .primary)
                html.linkButton("Back to sign-up", to: Self.path, .quiet)
            }
        }
    }
}

extension HTML {
    /// A password being chosen, with what it must be in words.
    func newPasswordField(_ problem: Problem?, name: String = "password", label: String = "Password") {
        passwordField(
            FormField(
                name, label, hint: "At least 10 characters; a few words in a row are good. No common passwords.",
                required: true
            ).showing(problem), new: true)
    }
}
