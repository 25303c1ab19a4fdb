internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// Inviting people, and what can be done with an invitation that waits.
struct InvitePages: Sendable {
    let pages: WorkspacePages
    let accounts: Accounts
    private static let path = MembersPage.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path + "/invite", .admins) { try await show($0, $1, nil) },
            .signedIn(.post, Self.path + "/invite", .admins) { try await send($0, $1) },
            .signedIn(.post, Self.path + "/invitations/{id}/link", .admins) { try await link($0, $1) },
            .signedIn(.post, Self.path + "/invitations/{id}/{verb}", .admins) { try await act($0, $1) },
        ]
    }

    private func show(
        _ request: Request, _ context: Context, _ typed: (form: Fields, problem: Problem)?
    ) async throws -> Response {
        let (page, _) = try await pages.read(request, context)
        var response = pages.write(request) { html in
            html.settingsPage(
                page, .members, title: "Invite people",
                lead: "Each gets a link that works once, within seven days."
            ) {
                html.form(.class("stack"), .method("post"), .action(Self.path + "/invite"), .data("checked")) {
                    html.formProblem(typed?.problem)
                    html.textArea(
                        FormField(
                            "emails", "E-mail addresses", hint: "One or several, with spaces, commas or lines between.",
                            required: true
                        ).showing(typed?.problem), value: typed?.form["emails"] ?? "")
                    RoleChoice.write(html, context, typed?.form["role"] ?? "agent", typed?.problem)
                    html.div(.class("row-group")) {
                        html.submitButton("Send invitations")
                        html.linkButton("Back", to: Self.path, .quiet)
                    }
                }
            }
        }
        if let typed { response.status = typed.problem.status }
        return response
    }

    private func send(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let input: [String: JSON] = ["emails": .string(form["emails"] ?? ""), "role": .string(form["role"] ?? "")]
        do {
            let answer = try await pages.store.perform("invitations.send", input, context)
            let sent = answer["invitations"]?.array?.count ?? 0
            let members = (answer["members"]?.array ?? []).compactMap(\.string)
            let here = members.isEmpty ? "" : "; here already: \(members.joined(separator: ", "))"
            return NoticeCookie.redirect(
                request, to: Self.path, Notice("Invited \(sent)\(here)", tone: sent > 0 ? .good : .warn))
        } catch let problem as Problem where [403, 409, 422].contains(problem.status) {
            return try await show(request, context, (form, problem))
        }
    }

    private func act(_ request: Request, _ context: Context) async throws -> Response {
        let (id, verb) = (try request.parameter("id"), try request.parameter("verb"))
        guard ["resend", "cancel"].contains(verb) else { throw Problem.notFound() }
        return try await pages.act(
            request, back: Self.path, done: verb == "resend" ? "Invitation sent again" : "Invitation cancelled"
        ) { _ = try await pages.store.perform("invitations.\(verb)", ["invitation": .string(id)], context) }
    }

    /// Shows a fresh link once: what is stored tells nobody what it was.
    private func link(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = ID<Invitation>(try request.parameter("id")) else { throw Problem.notFound("invitation") }
        let address = try await accounts.invitations.handOver(id, context)
        let (page, _) = try await pages.read(request, context)
        return pages.write(request) { html in
            html.settingsPage(
                page, .members, title: "Invitation link",
                lead: "Hand it to the person invited. It works once; links made before no longer do, and this one is "
                    + "not shown again."
            ) {
                html.div(.class("link-box")) {
                    html.code(.dir("ltr"), address)
                    html.copyButton(address, of: "Link")
                }
                html.div { html.linkButton("Back to members", to: Self.path, .primary) }
            }
        }.with("Cache-Control", "no-store")
    }
}
