internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// A new password by mail: `/forgot` and `/reset/{token}`.
struct ResetPages: Sendable {
    let forms: AccountForms
    private var accounts: Accounts { forms.accounts }

    var routes: [Route] {
        let asks = "Whoever has forgotten their password cannot sign in."
        let link = "The link's token, which cannot be guessed and works once within 30 minutes, lets in."
        return [
            .open(.get, "/forgot", reason: asks) { show($0) },
            .open(.post, "/forgot", reason: asks, limits: AccountForms.limits) { try await ask($0) },
            .open(.get, "/reset/{token}", reason: link) { try await open($0) },
            .open(.post, "/reset/{token}", reason: link, limits: AccountForms.limits) { try await reset($0) },
        ]
    }

    private func show(_ request: Request) -> Response {
        forms.response(
            "Forgotten your password?", lead: "We send you a link to choose a new one.",
            foot: [Place("Back to sign-in", "/sign-in")], for: request
        ) { html in
            html.form(.class("stack"), .method("post"), .action("/forgot")) {
                html.emailField(FormField("email", "E-mail", required: true))
                html.submitButton("Send the link")
            }
        }
    }

    private func ask(_ request: Request) async throws -> Response {
        let email = try forms.read(request)["email"] ?? ""
        if !email.isEmpty { try await accounts.reset.ask(email: email, correlation: request.requestID) }
        return forms.response("Look into your mailbox", foot: [Place("Back to sign-in", "/sign-in")], for: request) {
            html in
            html.p(
                "If there is an account with this address, a message with a link is on its way. The link works for "
                    + "30 minutes.")
            if !accounts.mail.reachesPeople {
                html.callout(
                    .info, "No mail server is set here: the message waits in the mail folder of this installation.")
            }
            html.p(.class("muted"), "Nothing there after a few minutes? Look among the unwanted mail, or try again.")
        }
    }

    private func open(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        guard let email = try await accounts.reset.find(token) else { return gone(request) }
        return form(request, token, email, nil)
    }

    private func reset(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        let fields = try forms.read(request)
        do {
            try await accounts.reset.reset(token, password: fields["password"] ?? "", request)
        } catch let problem as Problem where problem.status == 422 {
            guard let email = try await accounts.reset.find(token) else { return gone(request) }
            return form(request, token, email, problem)
        } catch let problem as Problem where problem.status == 410 {
            return gone(request)
        }
        return forms.response(
            "Your password is changed", lead: "Every device has been signed out. Sign in with the new password.",
            for: request
        ) { html in html.div { html.linkButton("Sign in", to: "/sign-in", .primary) } }
    }

    private func form(_ request: Request, _ token: String, _ email: String, _ problem: Problem?) -> Response {
        forms.response("Choose a new password", lead: "For \(email).", problem: problem, for: request) { html in
            html.form(.class("stack"), .method("post"), .action("/reset/\(token)")) {
                // Lets password managers file the new one under the right name.
                html.input(
                    .type("hidden"), .name("username"), .autocomplete("username"), .value(email))
                html.newPasswordField(problem, label: "New password")
                html.submitButton("Change password")
            }
        }
    }

    private func gone(_ request: Request) -> Response {
        forms.response("This link no longer works", problem: Self.gone, for: request) { html in
            html.div(.class("row-group")) {
                html.linkButton("Send a new link", to: "/forgot", .primary)
                html.linkButton("Sign in", to: "/sign-in", .quiet)
            }
        }
    }

    private static let gone = Problem(
        status: 410, code: "link_used", "It has been used, is older than 30 minutes, or a newer one was sent.")
}
