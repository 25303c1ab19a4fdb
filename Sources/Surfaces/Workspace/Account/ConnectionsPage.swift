internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Accounts elsewhere that sign a person in here. `/account/connections`.
struct ConnectionsPage: Sendable {
    let pages: WorkspacePages
    let tools: SignInTools

    private static let path = "/account/connections"

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .staff) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/{id}/remove", .staff) { try await remove($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        guard let user = context.actor.user else { throw Problem.notFound("account") }
        let own = try await tools.identities.list(of: user)
        let offered = try await tools.providers.offered(context)
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .connections) {
                if own.isEmpty {
                    html.emptyState(
                        .link, "No connected accounts",
                        offered.isEmpty
                            ? "No identity provider is set up here."
                            : "Connect one to sign in with it instead of your password.")
                } else {
                    list(html, page, own)
                }
                if !offered.isEmpty {
                    html.div(.class("row-group")) {
                        for (key, name) in offered {
                            html.linkButton("Connect \(name)", to: "\(Self.path)/\(key)/connect", icon: .add)
                        }
                    }
                }
            }
        }
    }

    private func list(_ html: HTML, _ page: PageContext, _ identities: [Identities.Identity]) {
        html.ul(.class("row-list")) {
            for identity in identities {
                html.li {
                    html.icon(.key)
                    html.div(.class("row-list-text")) {
                        html.div(.class("row-list-title")) {
                            html.text(identity.email)
                            if identity.organisation != nil { html.badge("One organisation only") }
                        }
                        html.p {
                            html.text("\(identity.issuer) · last used ")
                            html.relativeTime(identity.lastUsedAt, page)
                        }
                    }
                    html.postButton("Remove", to: "\(Self.path)/\(identity.id)/remove", .danger, size: .small)
                }
            }
        }
    }

    private func remove(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = Identifier(try request.parameter("id")) else { throw Problem.notFound("connected account") }
        return try await pages.act(request, back: Self.path, done: "The account no longer signs you in") {
            try await tools.identities.unlink(id, request, context)
        }
    }
}
