internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// Who works in the organisation and who is invited: `/settings/members`.
struct MembersPage: Sendable {
    let pages: WorkspacePages
    let accounts: Accounts
    static let path = SettingsPlace.members.path

    var routes: [Route] {
        [.signedIn(.get, Self.path, .managers) { try await show($0, $1) }]
    }

    struct Invited {
        let id: ID<Invitation>
        let email: String
        let role: Role
        let expiresAt: Instant
        let isSent: Bool
    }

    private static let open: SQL = """
        select id, email, role, expires_at, sent_at is not null as is_sent from invitations
        where org_id = app_org() and accepted_at is null and cancelled_at is null
        order by created_at desc, id desc limit 500
        """

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let text = String((request.query["q"] ?? "").prefix(100))
        let after = request.query["after"].flatMap { ID<User>($0) }.map { (request.query["name"] ?? "", $0) }
        async let found = accounts.directory.page(
            context, matching: text, after: after.map { (name: $0.0, id: $0.1) })
        let (page, rows) = try await pages.read(request, context, [Self.open])
        let invited = try rows[0].map {
            Invited(
                id: try $0.get("id"), email: try $0.get("email"), role: try $0.get("role"),
                expiresAt: try $0.get("expires_at"), isSent: try $0.get("is_sent"))
        }
        let members = try await found
        let isAdmin = Access.admins.allows(context.role)
        return pages.write(request) { html in
            html.settingsPage(
                page, .members,
                actions: {
                    if isAdmin {
                        html.linkButton("Invite people", to: Self.path + "/invite", .primary, icon: .userPlus)
                    }
                }
            ) {
                if isAdmin, !accounts.mail.reachesPeople {
                    html.callout(
                        .info,
                        "No mail server is set here, so invitations are not sent: make a link and hand it over yourself."
                    )
                }
                search(html, text, members.count)
                table(html, page, Array(members.prefix(MemberDirectory.pageSize)))
                if members.count > MemberDirectory.pageSize { more(html, members, text) }
                if isAdmin { invitations(html, page, invited) }
            }
        }
    }

    private func search(_ html: HTML, _ text: String, _ count: Int) {
        guard count > 10 || !text.isEmpty else { return }
        html.form(.class("row-group"), .action(Self.path), .role("search")) {
            html.input([
                .class("input"), .type("search"), .name("q"), .value(text), .placeholder("Name or e-mail"),
                .aria("label", "Find a member"),
            ])
            html.submitButton("Find", .secondary)
        }
    }

    private func table(_ html: HTML, _ page: PageContext, _ members: [MemberDirectory.Entry]) {
        html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "Members")) {
            html.table(.class("table members")) {
                html.thead {
                    html.tr {
                        html.th(.scope("col"), .class("wide"), "Name")
                        html.th(.scope("col"), "Role")
                        html.th(.scope("col"), .class("optional"), "Last here")
                        html.th(.scope("col"), "State")
                    }
                }
                html.tbody {
                    if members.isEmpty {
                        html.emptyRow(columns: 4) { html.p(.class("muted"), "Nobody of that name works here.") }
                    }
                    for member in members { row(html, page, member) }
                }
            }
        }
    }

    private func row(_ html: HTML, _ page: PageContext, _ member: MemberDirectory.Entry) {
        html.tr {
            html.td(.class("wide")) {
                html.div(.class("member")) {
                    html.avatar(member.name)
                    html.div {
                        html.a(.href("\(Self.path)/\(member.id)"), .dir("auto"), member.name)
                        html.div(.class("muted truncate"), .dir("ltr"), member.email)
                    }
                }
            }
            html.td(Words.label(member.role.rawValue))
            html.td(.class("optional")) {
                if let seen = member.lastSeen {
                    html.relativeTime(seen, page)
                } else {
                    html.span(.class("muted"), "Never")
                }
            }
            html.td {
                member.isActive ? html.status("Active", .good) : html.status("Deactivated", .neutral)
            }
        }
    }

    private func more(_ html: HTML, _ members: [MemberDirectory.Entry], _ text: String) {
        let last = members[MemberDirectory.pageSize - 1]
        html.div {
            html.linkButton(
                "More members",
                to: "\(Self.path)?after=\(last.id)&name=\(QueryText.encode(last.name))&q=\(QueryText.encode(text))")
        }
    }

    private func invitations(_ html: HTML, _ page: PageContext, _ invited: [Invited]) {
        html.h2(.id("invitations"), "Invitations")
        guard !invited.isEmpty else {
            return html.p(.class("muted"), "Nobody is invited at the moment.")
        }
        html.ul(.class("panel work-list")) {
            for invitation in invited {
                html.li(.class("work-item")) {
                    html.div(.class("work-text")) {
                        html.strong(.dir("ltr"), invitation.email)
                        html.span {
                            html.text("As \(invitation.role.rawValue) · ")
                            if invitation.expiresAt <= page.now {
                                html.status("Too old", .warn)
                            } else {
                                html.text("good until \(WrittenTime.moment(invitation.expiresAt, page.zone))")
                            }
                        }
                    }
                    html.div(.class("row-group")) {
                        let path = "\(Self.path)/invitations/\(invitation.id)"
                        if accounts.mail.reachesPeople || invitation.expiresAt <= page.now {
                            html.postButton("Send again", to: path + "/resend", size: .small)
                        }
                        if invitation.expiresAt > page.now {
                            html.postButton("Make a link", to: path + "/link", .quiet, size: .small)
                        }
                        html.postButton("Cancel", to: path + "/cancel", .quiet, size: .small)
                    }
                }
            }
        }
    }
}
