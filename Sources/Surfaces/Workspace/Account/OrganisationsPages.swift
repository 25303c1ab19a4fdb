internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// The organisations of a person: to enter, to join, to begin; the only page for those who have none. `/organisations`.
struct OrganisationsPages: Sendable {
    let forms: AccountForms
    private var accounts: Accounts { forms.accounts }
    private static let path = "/organisations"
    private static let new = "/organisations/new"

    var routes: [Route] {
        let reason = "For people who are signed in but work nowhere, whom no organisation's context covers."
        return [
            .open(.get, Self.path, reason: reason) { try await show($0) },
            .open(.post, Self.path, reason: reason, limits: AccountForms.limits) { try await act($0) },
            .open(.get, Self.new, reason: reason) { try await describe($0) },
            .open(.get, "/organisations/new/suggestions", reason: reason) { suggest($0) },
            .open(.post, Self.new, reason: reason, limits: AccountForms.limits) { try await found($0) },
        ]
    }

    // MARK: - The list

    private func show(_ request: Request) async throws -> Response {
        guard let person = try await accounts.sessions.person(request) else { return signIn(request) }
        return try await list(request, person, nil)
    }

    private func list(
        _ request: Request, _ person: AccountSessions.Person, _ problem: Problem?
    ) async throws -> Response {
        async let places = accounts.sessions.workplaces(of: person)
        async let waiting = accounts.invitations.waiting(for: person)
        let (mine, invited) = (try await places, try await waiting)
        let title = mine.isEmpty ? "No organisation yet" : "Your organisations"
        let lead =
            mine.isEmpty
            ? "You are signed in as \(person.email), but work in no organisation. Begin one, or wait for an invitation."
            : "You are signed in as \(person.email)."
        return forms.response(title, lead: lead, problem: problem, width: .normal, for: request) { html in
            if !mine.isEmpty { list(html, mine, person) }
            if !invited.isEmpty { invitations(html, invited) }
            if !person.isVerified {
                html.callout(.warn, "Confirm your e-mail address to see invitations and to begin an organisation.")
                html.postButton("Send the message again", to: Self.path, fields: [("do", "verify")])
            }
            html.div(.class("row-group")) {
                if person.isVerified {
                    html.linkButton("New organisation", to: Self.new, mine.isEmpty ? .primary : .secondary, icon: .add)
                }
                html.postButton("Sign out", to: Self.path, .quiet, fields: [("do", "leave")])
            }
        }
    }

    private func list(_ html: HTML, _ places: [Sessions.Membership], _ person: AccountSessions.Person) {
        html.ul(.class("panel work-list")) {
            for place in places {
                html.li(.class("work-item")) {
                    html.div(.class("work-text")) {
                        html.strong(.dir("auto"), place.name)
                        html.span(Words.label(place.role.rawValue))
                    }
                    if place.organisation == person.organisation {
                        html.linkButton("Go there", to: "/", .primary, size: .small)
                    } else {
                        html.postButton(
                            "Enter", to: Self.path, size: .small,
                            fields: [("do", "enter"), ("organisation", place.organisation.description)])
                    }
                }
            }
        }
    }

    private func invitations(_ html: HTML, _ invitations: [Invitations.Shown]) {
        html.h2("Invitations")
        html.ul(.class("panel work-list")) {
            for invitation in invitations {
                html.li(.class("work-item")) {
                    html.div(.class("work-text")) {
                        html.strong(.dir("auto"), invitation.organisationName)
                        html.span(
                            (invitation.inviter.map { "\($0) invites you" } ?? "You are invited")
                                + " as \(invitation.role.rawValue)")
                    }
                    html.postButton(
                        "Join", to: Self.path, .primary, size: .small,
                        fields: [("do", "join"), ("invitation", invitation.id.description)])
                }
            }
        }
    }

    private func act(_ request: Request) async throws -> Response {
        let fields = try forms.read(request)
        guard let person = try await accounts.sessions.person(request) else { return signIn(request) }
        switch fields["do"] {
        case "enter":
            guard let id = fields["organisation"].flatMap({ ID<Organisation>($0) }) else { throw Problem.notFound() }
            return try await Self.enter(id, person, accounts, request)
        case "join":
            let waiting = try await accounts.invitations.waiting(for: person)
            guard let invitation = waiting.first(where: { $0.id.description == fields["invitation"] }) else {
                throw Problem.notFound("invitation")
            }
            try await accounts.invitations.accept(invitation, by: person, token: nil, request)
            return try await Self.enter(invitation.organisation, person, accounts, request)
        case "verify":
            try await accounts.verification.ask(person.id, correlation: request.requestID)
            return NoticeCookie.redirect(request, to: Self.path, Notice("The message is on its way"))
        case "leave":
            try await accounts.sessions.leave(request)
            return AccountForms.go(request, to: "/sign-in").with(SessionCookie.removal(for: request))
        default: throw Problem.notFound()
        }
    }

    /// Into an organisation of theirs; to the sign-in page if their session is too old for it.
    static func enter(
        _ organisation: ID<Organisation>, _ person: AccountSessions.Person, _ accounts: Accounts, _ request: Request
    ) async throws -> Response {
        if let cookie = try await accounts.sessions.enter(organisation, person, request) {
            return AccountForms.go(request, to: "/").with(cookie)
        }
        try await accounts.sessions.leave(request)
        return AccountForms.go(request, to: "/sign-in").with(SessionCookie.removal(for: request))
    }

    private func signIn(_ request: Request) -> Response {
        AccountForms.go(request, to: "/sign-in?next=\(request.path)")
    }

    // MARK: - A new one

    private func describe(_ request: Request) async throws -> Response {
        guard try await accounts.sessions.person(request) != nil else { return signIn(request) }
        return form(request, OrganisationForm(request), nil)
    }

    private func suggest(_ request: Request) -> Response {
        SignUpPages.suggestions(request)
    }

    private func form(_ request: Request, _ organisation: OrganisationForm, _ problem: Problem?) -> Response {
        forms.response(
            "New organisation", lead: "With its own customers, calls and bills. You will be its owner.",
            problem: problem, foot: [Place("Your organisations", Self.path)], for: request
        ) { html in
            html.form(.class("stack"), .method("post"), .action(Self.new)) {
                organisation.write(html, problem, suggestions: Self.new + "/suggestions")
                html.submitButton("Create organisation")
            }
        }
    }

    private func found(_ request: Request) async throws -> Response {
        let fields = try forms.read(request)
        guard let person = try await accounts.sessions.person(request) else { return signIn(request) }
        let organisation = OrganisationForm(fields)
        do {
            let id = try await accounts.founding.found(
                try organisation.organisation(), by: person, address: request.address)
            return try await Self.enter(id, person, accounts, request)
        } catch let problem as Problem where [403, 409, 422].contains(problem.status) {
            return form(request, organisation, problem)
        }
    }
}
