internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// Where a member is signed in to this organisation, for its admins. `/settings/members/{id}/sessions`.
struct MemberDevicesPage: Sendable {
    let pages: WorkspacePages
    let devices: Devices

    private static let pattern = "/settings/members/{id}/sessions"

    var routes: [Route] {
        [
            .signedIn(.get, Self.pattern, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.pattern + "/end", .admins) { try await endAll($0, $1) },
            .signedIn(.post, Self.pattern + "/{session}/end", .admins) { try await end($0, $1) },
        ]
    }

    private func path(_ member: ID<User>) -> String { "/settings/members/\(member)/sessions" }

    private func member(_ request: Request) throws -> ID<User> {
        guard let id = ID<User>(try request.parameter("id")) else { throw Problem.notFound("member") }
        return id
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let member = try member(request)
        let all = try await devices.list(of: member, request, context)
        let name: SQL = "select name from members where org_id = app_org() and id = \(member)"
        return try await pages.page(request, context, [name]) { html, page, rows in
            let name: String = try rows[0].one("member").get("name")
            html.settingsPage(
                page, .security, title: "Where \(name) is signed in",
                lead: "Sessions in this organisation. Signing out here leaves their other organisations alone.",
                actions: {
                    if !all.isEmpty {
                        html.postButton("Sign out everywhere", to: path(member) + "/end", .danger, icon: .signOut)
                    }
                }
            ) {
                if all.isEmpty {
                    html.emptyState(.system, "Not signed in", "\(name) is not signed in to this organisation anywhere.")
                } else {
                    html.deviceList(all, page) { "\(path(member))/\($0.id)/end" }
                }
            }
        }
    }

    private func end(_ request: Request, _ context: Context) async throws -> Response {
        let member = try member(request)
        guard let id = Identifier(try request.parameter("session")) else { throw Problem.notFound("session") }
        try await devices.end(id, of: member, request, context)
        return NoticeCookie.redirect(request, to: path(member), Notice("Signed out there"))
    }

    private func endAll(_ request: Request, _ context: Context) async throws -> Response {
        let member = try member(request)
        try await devices.endAll(of: member, request, context)
        return NoticeCookie.redirect(request, to: path(member), Notice("Signed out everywhere"))
    }
}
