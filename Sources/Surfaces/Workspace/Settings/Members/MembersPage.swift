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
        let onlyWithout = request.query["factor"] == "none"
        async let found = accounts.directory.page(
            context, matching: text, withoutFactor: onlyWithout, after: after.map { (name: $0.0, id: $0.1) })
        async let missing = accounts.directory.factorGap(context)
        let (page, rows) = try await pages.read(request, context, [Self.open])
        let invited = try rows[0].map {
            Invited(
                id: try $0.get("id"), email: try $0.get("email"), role: try $0.get("role"),
                expiresAt: try $0.get("expires_at"), isSent: try $0.get("is_sent"))
        }
        let members = try await found
        let gap = try await missing
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
                search(html, text, members.count, onlyWithout, gap)
                table(html, page, Array(members.prefix(MemberDirectory.pageSize)), onlyWithout, gap.isRequired)
                if members.count > MemberDirectory.pageSize { more(html, members, text, onlyWithout) }
                if isAdmin { invitations(html, page, invited) }
            }
        }
    }

    private func search(
        _ html: HTML, _ text: String, _ count: Int, _ onlyWithout: Bool, _ gap: MemberDirectory.FactorGap
    ) {
        let isFiltered = gap.isRequired || onlyWithout
        guard count > 10 || !text.isEmpty || isFiltered else { return }
        html.div(.class("spread")) {
            html.form(.class("row-group find"), .action(Self.path), .role("search")) {
                if onlyWithout { html.hiddenField("factor", "none") }
                html.input([
                    .class("input"), .type("search"), .name("q"), .value(text), .placeholder("Name or e-mail"),
                    .aria("label", "Find a member"),
                ])
                html.submitButton("Find", .secondary)
            }
            if isFiltered {
                html.segmented(
                    "Which members",
                    [
                        Place("Everybody", Self.path),
                        Place("Without second factor (\(gap.people))", Self.path + "?factor=none"),
                    ], current: onlyWithout ? Self.path + "?factor=none" : Self.path)
            }
        }
    }

    private func table(
        _ html: HTML, _ page: PageContext, _ members: [MemberDirectory.Entry], _ onlyWithout: Bool, _ isAsked: Bool
    ) {
        html.dataTable(
            id: "members", label: "Members",
            columns: [
                TableColumn("Name", .wide), TableColumn("Role"), TableColumn("Teams", .optional),
                TableColumn("Second factor"), TableColumn("Last here", .optional),
            ]
        ) {
            if members.isEmpty {
                html.emptyRow(columns: 5) {
                    html.p(
                        .class("muted"),
                        onlyWithout ? "Everybody has a second factor." : "Nobody of that name works here.")
                }
            }
            for member in members { row(html, page, member, isAsked) }
        }
    }

    private func row(_ html: HTML, _ page: PageContext, _ member: MemberDirectory.Entry, _ isAsked: Bool) {
        html.tr {
            html.td(.class("wide")) {
                html.div(.class("member")) {
                    html.avatar(member.name)
                    html.div {
                        html.a(.class("row-link"), .href("\(Self.path)/\(member.id)"), .dir("auto"), member.name)
                        if !member.isActive { html.badge("Deactivated") }
                        html.div(.class("muted truncate"), .dir("ltr"), .title(member.email), member.email)
                    }
                }
            }
            html.td {
                html.text(Words.label(member.role.rawValue))
                if let custom = member.customRole {
                    html.div(.class("muted truncate member-note"), .dir("auto"), .title(custom), custom)
                }
            }
            html.td(.class("optional")) {
                let teams = member.teams.joined(separator: ", ")
                html.div(.class("truncate member-note"), .dir("auto"), .title(teams), teams.isEmpty ? "—" : teams)
            }
            html.td {
                member.hasSecondFactor
                    ? html.status("On", .good) : html.status("Off", isAsked && member.isActive ? .warn : .neutral)
            }
            html.td(.class("optional")) {
                if let seen = member.lastSeen {
                    html.relativeTime(seen, page)
                } else {
                    html.span(.class("muted"), "Never")
                }
            }
        }
    }

    private func more(_ html: HTML, _ members: [MemberDirectory.Entry], _ text: String, _ onlyWithout: Bool) {
        let last = members[MemberDirectory.pageSize - 1]
        html.div {
            html.linkButton(
                "More members",
                to: "\(Self.path)?after=\(last.id)&name=\(QueryText.encode(last.name))&q=\(QueryText.encode(text))"
                    + (onlyWithout ? "&factor=none" : ""))
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
                                html.text("good until \(Moment.dayAndTime(invitation.expiresAt, page.zone))")
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
