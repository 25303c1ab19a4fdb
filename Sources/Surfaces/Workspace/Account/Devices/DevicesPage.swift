internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Where a person is signed in, and ending it there. `/account/devices`.
struct DevicesPage: Sendable {
    let pages: WorkspacePages
    let devices: Devices

    private static let path = "/account/devices"

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .staff) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/end-others", .staff) { try await endOthers($0, $1) },
            .signedIn(.post, Self.path + "/{session}/end", .staff) { try await end($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let all = try await devices.list(request, context)
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(
                page, .devices,
                actions: {
                    if all.count > 1 {
                        html.postButton("Sign out everywhere else", to: Self.path + "/end-others", icon: .signOut)
                    }
                }
            ) {
                html.deviceList(all, page) { "\(Self.path)/\($0.id)/end" }
                html.p(
                    .class("muted"),
                    "Is one of them not you? Sign it out, then change your password and turn on a second factor.")
            }
        }
    }

    private func end(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = Identifier(try request.parameter("session")) else { throw Problem.notFound("session") }
        try await devices.end(id, request, context)
        return NoticeCookie.redirect(request, to: Self.path, Notice("Signed out there"))
    }

    private func endOthers(_ request: Request, _ context: Context) async throws -> Response {
        let cookie = try await devices.endOthers(request, context)
        return NoticeCookie.redirect(request, to: Self.path, Notice("Signed out everywhere else")).with(cookie)
    }
}
