internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// What somebody who was invited sees: `/invitation/{token}`.
struct InvitationPages: Sendable {
    let forms: AccountForms
    private var accounts: Accounts { forms.accounts }

    var routes: [Route] {
        let link = "The link's token, which cannot be guessed and works once within a week, invites."
        return [
            .open(.get, "/invitation/{token}", reason: link) { try await show($0) },
            .open(.post, "/invitation/{token}", reason: link, limits: AccountForms.limits) { try await accept($0) },
        ]
    }

    private func show(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        return try await page(request, token, name: "", problem: nil)
    }

    private func page(
        _ request: Request, _ token: String, name: String, problem: Problem?
    ) async throws -> Response {
        guard let invitation = try await accounts.invitations.find(token) else { return unknown(request) }
        guard invitation.state == .open else { return closed(request, invitation) }
        let person = try await accounts.sessions.person(request)
        let title = "Join \(invitation.organisationName)"
        let lead =
            (invitation.inviter.map { "\($0) invites you" } ?? "You are invited")
            + " to work there as \(invitation.role.rawValue)."
        guard let person else {
            return invitation.hasAccount
                ? signIn(request, token, title, lead, invitation)
                : newAccount(request, token, title, lead, invitation, name: name, problem)
        }
        guard person.email.lowercased() == invitation.email.lowercased() else {
            return outsider(request, title, invitation, person)
        }
        return forms.response(title, lead: lead, problem: problem, for: request) { html in
            html.p(.class("muted"), "You are signed in as \(person.email).")
            html.postButton("Join \(invitation.organisationName)", to: "/invitation/\(token)", .primary)
        }
    }

    private func newAccount(
        _ request: Request, _ token: String, _ title: String, _ lead: String, _ invitation: Invitations.Shown,
        name: String, _ problem: Problem?
    ) -> Response {
        forms.response(title, lead: lead, problem: problem, for: request) { html in
            html.form(.class("stack"), .method("post"), .action("/invitation/\(token)")) {
                html.textField(
                    FormField("email_shown", "E-mail", disabled: true), value: invitation.email, type: "email")
                html.textField(
                    FormField("name", "Your name", required: true).showing(problem), value: name,
                    attributes: [.autocomplete("name"), .maxlength(200)])
                html.newPasswordField(problem)
                html.submitButton("Create account and join")
            }
        }
    }

    private func signIn(
        _ request: Request, _ token: String, _ title: String, _ lead: String, _ invitation: Invitations.Shown
    ) -> Response {
        forms.response(title, lead: lead, for: request) { html in
            html.p("You have an account with \(invitation.email). Sign in to join.")
            html.div {
                html.linkButton("Sign in", to: "/sign-in?next=/invitation/\(token)", .primary)
            }
        }
    }

    private func outsider(
        _ request: Request, _ title: String, _ invitation: Invitations.Shown, _ person: AccountSessions.Person
    ) -> Response {
        forms.response(title, for: request) { html in
            html.callout(
                .warn,
                "This invitation is for \(invitation.email), and you are signed in as \(person.email).")
            html.p("Sign out and open the link again, or ask for an invitation to your own address.")
            html.div(.class("row-group")) {
                html.postButton("Sign out", to: "/organisations", .primary, fields: [("do", "leave")])
                html.linkButton("Stay signed in", to: "/", .quiet)
            }
        }
    }

    private func accept(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        let fields = try forms.read(request)
        let name = fields["name"] ?? ""
        do {
            guard let person = try await accounts.sessions.person(request) else {
                let cookies = try await accounts.invitations.acceptAsNew(
                    token, name: name, password: fields["password"] ?? "", request)
                return AccountForms.go(request, to: "/").with(cookies)
            }
            guard let invitation = try await accounts.invitations.find(token) else { return unknown(request) }
            try await accounts.invitations.accept(invitation, by: person, token: token, request)
            return try await OrganisationsPages.enter(invitation.organisation, person, accounts, request)
        } catch let problem as Problem where [403, 409, 410, 422].contains(problem.status) {
            return try await page(request, token, name: name, problem: problem)
        }
    }

    private func closed(_ request: Request, _ invitation: Invitations.Shown) -> Response {
        let who = invitation.inviter.map { " Ask \($0) for another." } ?? " Ask for another."
        let (title, words) =
            switch invitation.state {
            case .accepted: ("This invitation was accepted", "Sign in to work with \(invitation.organisationName).")
            case .cancelled: ("This invitation was taken back", "It no longer works.\(who)")
            case .expired, .open: ("This invitation is too old", "It was good for seven days.\(who)")
            }
        return gone(request, title, words)
    }

    private func unknown(_ request: Request) -> Response {
        gone(
            request, "This invitation no longer works",
            "The link is not whole, or a newer one was sent. Look for the latest message, or ask for another.")
    }

    private func gone(_ request: Request, _ title: String, _ words: String) -> Response {
        var response = forms.response(title, lead: words, for: request) { html in
            html.div { html.linkButton("Go to sign-in", to: "/sign-in", .primary) }
        }
        response.status = 410
        return response
    }
}
