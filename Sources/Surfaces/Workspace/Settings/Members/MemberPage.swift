internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// One member: their role, and whether they may sign in. `/settings/members/{id}`.
struct MemberPage: Sendable {
    let pages: WorkspacePages
    let accounts: Accounts
    private static let pattern = MembersPage.path + "/{id}"

    var routes: [Route] {
        [
            .signedIn(.get, Self.pattern, .managers) { try await show($0, $1) },
            .signedIn(.get, Self.pattern + "/remove", .admins) { try await askToRemove($0, $1) },
            // By name: where one method has an address of its own, the pattern beside it is not asked.
            .signedIn(.post, Self.pattern + "/remove", .admins) { try await act("remove", $0, $1) },
            .signedIn(.post, Self.pattern + "/{verb}", .admins) {
                try await act(try $0.parameter("verb"), $0, $1)
            },
        ]
    }

    private static func member(_ request: Request) throws -> ID<User> {
        guard let id = ID<User>(try request.parameter("id")) else { throw Problem.notFound("member") }
        return id
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try Self.member(request)
        async let found = accounts.directory.member(id, context)
        let (page, _) = try await pages.read(request, context)
        let member = try await found
        let mayChange = Access.admins.allows(context.role) && (member.role != .owner || context.role == .owner)
        return pages.write(request) { html in
            html.settingsPage(page, .members, title: member.name, lead: member.email) {
                facts(html, page, member)
                if mayChange { forms(html, context, member) } else { role(html, member) }
                html.div { html.linkButton("Back to members", to: MembersPage.path, .quiet) }
            }
        }
    }

    private func facts(_ html: HTML, _ page: PageContext, _ member: MemberDirectory.Entry) {
        html.facts {
            html.fact("State") {
                member.isActive ? html.status("Active", .good) : html.status("Deactivated", .neutral)
            }
            html.fact("Last here") {
                if let seen = member.lastSeen { html.relativeTime(seen, page) } else { html.text("Never") }
            }
            html.fact("Second factor") {
                member.hasSecondFactor ? html.status("On", .good) : html.status("Off", .neutral)
            }
            html.fact("Teams", member.teams.isEmpty ? "None" : member.teams.joined(separator: ", "))
            if let custom = member.customRole { html.fact("Role narrowed by", custom) }
        }
    }

    private func role(_ html: HTML, _ member: MemberDirectory.Entry) {
        html.settingsPart("Role") {
            html.p(Words.label(member.role.rawValue))
            html.p(
                .class("muted"),
                member.role == .owner ? "Only owners change owners." : "An owner or admin can change it.")
        }
    }

    private func forms(_ html: HTML, _ context: Context, _ member: MemberDirectory.Entry) {
        let path = "\(MembersPage.path)/\(member.id)"
        html.settingsPart("Role", "Holds at once, wherever they are signed in.") {
            html.form(.class("stack"), .method("post"), .action(path + "/role")) {
                RoleChoice.write(html, context, member.role.rawValue, nil)
                html.div { html.submitButton("Change role", .secondary) }
            }
        }
        html.settingsPart(
            "Access", member.isActive ? "Deactivating signs them out at once; what they did stays." : nil
        ) {
            html.div(.class("row-group")) {
                if member.isActive {
                    html.postButton("Deactivate", to: path + "/deactivate")
                } else {
                    html.postButton("Activate", to: path + "/activate", .primary)
                }
                html.linkButton("Where they are signed in", to: path + "/sessions", .secondary, icon: .system)
                html.linkButton("Remove from the organisation", to: path + "/remove", .quiet)
            }
        }
    }

    /// Asks before somebody is removed, and says what that means.
    private func askToRemove(_ request: Request, _ context: Context) async throws -> Response {
        let id = try Self.member(request)
        async let found = accounts.directory.member(id, context)
        let (page, _) = try await pages.read(request, context)
        let member = try await found
        return pages.write(request) { html in
            html.settingsPage(page, .members, title: "Remove \(member.name)?", lead: member.email) {
                html.p(
                    "They are signed out here at once and no longer listed. What they did stays under their name, and "
                        + "they can be invited back. Their account and other organisations are as they were.")
                html.div(.class("row-group")) {
                    html.postButton("Remove \(member.name)", to: "\(MembersPage.path)/\(id)/remove", .danger)
                    html.linkButton("Keep", to: "\(MembersPage.path)/\(id)", .quiet)
                }
            }
        }
    }

    private func act(_ verb: String, _ request: Request, _ context: Context) async throws -> Response {
        let id = try Self.member(request)
        let back = "\(MembersPage.path)/\(id)"
        let members = accounts.members
        do {
            switch verb {
            case "role":
                guard let role = Role(rawValue: try request.form()["role"] ?? "") else {
                    throw Problem.invalid("role", "required", "Choose a role.")
                }
                try await members.setRole(role, of: id, context)
                return NoticeCookie.redirect(request, to: back, Notice("Role changed to \(role.rawValue)"))
            case "deactivate":
                try await members.deactivate(id, context)
                return NoticeCookie.redirect(request, to: back, Notice("Deactivated and signed out"))
            case "activate":
                try await members.activate(id, context)
                return NoticeCookie.redirect(request, to: back, Notice("Activated: they may sign in again"))
            case "remove":
                try await members.remove(id, context)
                return NoticeCookie.redirect(request, to: MembersPage.path, Notice("Removed from the organisation"))
            default: throw Problem.notFound()
            }
        } catch let problem as Problem where [403, 409, 422].contains(problem.status) {
            return NoticeCookie.redirect(request, to: back, Notice(problem.detail, tone: .bad))
        }
    }
}
