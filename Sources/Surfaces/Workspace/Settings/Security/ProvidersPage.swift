internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// The organisation's own OpenID Connect providers. `/settings/providers`.
struct ProvidersPage: Sendable {
    let pages: WorkspacePages
    let providers: IdentityProviders

    private static let path = SettingsPlace.providers.path
    private static let roles: [Role] = [.manager, .sales, .agent, .technician, .viewer]

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await list($0, $1) },
            .signedIn(.get, Self.path + "/new", .admins) { try await form($0, $1, id: nil, Self.empty) },
            .signedIn(.post, Self.path, .admins) { try await create($0, $1) },
            .signedIn(.get, Self.path + "/{id}", .admins) { try await edit($0, $1) },
            .signedIn(.post, Self.path + "/{id}", .admins) { try await change($0, $1) },
            .signedIn(.post, Self.path + "/{id}/remove", .admins) { try await remove($0, $1) },
        ]
    }

    private static let empty = IdentityProviders.Draft(
        name: "", issuer: "", clientID: "", clientSecret: "", emailDomains: [])

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let all = try await providers.list(context)
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(
                page, .providers,
                actions: { html.linkButton("Add a provider", to: Self.path + "/new", .primary, icon: .add) }
            ) {
                if all.isEmpty {
                    html.emptyState(
                        .key, "No identity providers yet",
                        "Add Microsoft Entra, Okta, Keycloak or any other that speaks OpenID Connect.")
                } else {
                    rows(html, all)
                    html.p(
                        .class("muted"),
                        "People find the buttons at “Sign in with your organisation”, under your short name.")
                }
            }
        }
    }

    private func rows(_ html: HTML, _ all: [IdentityProviders.Listed]) {
        html.ul(.class("row-list")) {
            for provider in all {
                html.li {
                    html.icon(.key)
                    html.div(.class("row-list-text")) {
                        html.div(.class("row-list-title")) {
                            html.a(.href("\(Self.path)/\(provider.id)"), provider.name)
                            html.badge(provider.isEnabled ? "On" : "Off", provider.isEnabled ? .good : .neutral)
                        }
                        html.p("\(provider.issuer) · \(provider.emailDomains.joined(separator: ", "))")
                    }
                    html.linkButton("Change", to: "\(Self.path)/\(provider.id)", size: .small)
                }
            }
        }
    }

    private func edit(_ request: Request, _ context: Context) async throws -> Response {
        let provider = try await providers.get(try Self.id(request), context)
        let draft = IdentityProviders.Draft(
            name: provider.name, issuer: provider.issuer, clientID: provider.clientID, clientSecret: "",
            emailDomains: provider.emailDomains, newMemberRole: provider.newMemberRole, isEnabled: provider.isEnabled)
        return try await form(request, context, id: provider.id, draft)
    }

    private func form(
        _ request: Request, _ context: Context, id: Identifier?, _ draft: IdentityProviders.Draft,
        problem: Problem? = nil
    ) async throws -> Response {
        var response = try await pages.page(request, context) { html, page, _ in
            html.settingsPage(
                page, .providers, title: id == nil ? "Add a provider" : draft.name,
                lead: "What your provider calls a client, an application or a relying party."
            ) {
                html.formProblem(problem)
                html.form(
                    .method("post"), .action(id.map { "\(Self.path)/\($0)" } ?? Self.path), .data("checked"),
                    .data("guarded")
                ) {
                    fields(html, id, draft, problem)
                    html.div(.class("settings-save")) {
                        html.submitButton(id == nil ? "Add the provider" : "Save changes")
                        html.linkButton("Cancel", to: Self.path, .quiet)
                    }
                }
                if let id {
                    html.settingsPart("Remove", "Whoever signs in through it is asked for another way.") {
                        html.postButton("Remove the provider", to: "\(Self.path)/\(id)/remove", .danger)
                    }
                }
            }
        }
        response.status = problem?.status ?? 200
        return response
    }

    private func fields(
        _ html: HTML, _ id: Identifier?, _ draft: IdentityProviders.Draft, _ problem: Problem?
    ) {
        html.settingsPart("Provider", "As it describes itself.") {
            html.textField(
                FormField("name", "Name", hint: "On the button: Sign in with …", required: true).showing(problem),
                value: draft.name, attributes: [.maxlength(80)])
            html.textField(
                FormField("issuer", "Issuer", hint: "Its address, exactly as the provider names it.", required: true)
                    .showing(problem), value: draft.issuer, type: "url", attributes: [.maxlength(500)])
        }
        html.settingsPart("Client", "What you set up at the provider for Mainline.") {
            if let id {
                html.div(.class("field")) {
                    html.span(.class("field-label"), "Redirect address")
                    html.div(.class("copyable")) {
                        html.code(.class("secret"), providers.redirect(of: id))
                        html.copyButton(providers.redirect(of: id), of: "Redirect address")
                    }
                }
            } else {
                html.p(.class("muted"), "You get the redirect address for the provider once it is added.")
            }
            html.textField(
                FormField("client_id", "Client ID", required: true).showing(problem), value: draft.clientID,
                attributes: [.maxlength(300), .dir("ltr"), .attribute("spellcheck", "false")])
            html.textField(
                FormField(
                    "client_secret", "Client secret",
                    hint: id == nil ? "Kept sealed; never shown again." : "Leave empty to keep the one there is.",
                    required: id == nil
                ).showing(problem), type: "password", attributes: [.maxlength(1000), .autocomplete("off")])
        }
        html.settingsPart("People", "Whom it may sign in. It never opens another organisation.") {
            html.textField(
                FormField(
                    "email_domains", "E-mail domains", hint: "Whose addresses it keeps, such as example.com.",
                    required: true
                ).showing(problem), value: draft.emailDomains.joined(separator: ", "),
                attributes: [.maxlength(2000), .dir("ltr"), .attribute("spellcheck", "false")])
            html.selectField(
                FormField("new_member_role", "Whoever is new becomes").showing(problem),
                options: Self.roles.map { FormOption($0.rawValue, Words.label($0.rawValue)) },
                value: draft.newMemberRole?.rawValue ?? "", empty: "Nobody new: members only")
            html.switchField(FormField("is_enabled", "On"), on: draft.isEnabled)
        }
    }

    private func create(_ request: Request, _ context: Context) async throws -> Response {
        let draft = Self.draft(try request.form())
        do {
            let id = try await providers.create(draft, context)
            return NoticeCookie.redirect(
                request, to: "\(Self.path)/\(id)", Notice("Added. Enter the redirect address at the provider"))
        } catch let problem as Problem where problem.status == 422 {
            return try await form(request, context, id: nil, draft, problem: problem)
        }
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let (id, draft) = (try Self.id(request), Self.draft(try request.form()))
        do {
            try await providers.change(id, draft, context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("Saved"))
        } catch let problem as Problem where problem.status == 422 {
            return try await form(request, context, id: id, draft, problem: problem)
        }
    }

    private func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await providers.remove(try Self.id(request), context)
        return NoticeCookie.redirect(request, to: Self.path, Notice("Removed"))
    }

    private static func draft(_ form: Fields) -> IdentityProviders.Draft {
        IdentityProviders.Draft(
            name: form["name"] ?? "", issuer: form["issuer"] ?? "", clientID: form["client_id"] ?? "",
            clientSecret: form["client_secret"] ?? "", emailDomains: WordList.read(form["email_domains"]),
            newMemberRole: form["new_member_role"].flatMap(Role.init(rawValue:)),
            isEnabled: form["is_enabled"] == "true")
    }

    private static func id(_ request: Request) throws -> Identifier {
        guard let id = Identifier(try request.parameter("id")) else { throw Problem.notFound("provider") }
        return id
    }
}
