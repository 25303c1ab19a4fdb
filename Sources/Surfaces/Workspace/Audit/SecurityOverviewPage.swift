internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// What deserves a look, each with its number and the page where something can be done: `/settings/security-overview`.
struct SecurityOverviewPage: Sendable {
    let pages: WorkspacePages
    let accounts: Accounts

    var routes: [Route] {
        [.signedIn(.get, SettingsPlace.securityOverview.path, .admins) { try await show($0, $1) }]
    }

    /// A matter to look at: what it is, how many, when it is well, and where to go.
    struct Matter {
        let title: String
        let count: Int
        let words: String
        let path: String
        let link: String
        /// More than none of it is something to see to.
        let isFault: Bool
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        async let missing = accounts.directory.factorGap(context)
        let (page, rows) = try await pages.read(request, context, [SecurityFacts.select(at: context.now)])
        let facts = try SecurityFacts(rows[0], try await missing)
        return pages.write(request) { html in
            html.settingsPage(page, .securityOverview, title: "Security overview") {
                let open = facts.matters.filter { $0.isFault && $0.count > 0 }.count
                html.callout(
                    open == 0 ? .good : .warn,
                    open == 0
                        ? "Nothing needs you." : "\(Words.count(open, "thing")) deserve\(open == 1 ? "s" : "") a look.")
                html.ul(.class("panel work-list matters")) {
                    for matter in facts.matters { row(html, matter) }
                }
            }
        }
    }

    private func row(_ html: HTML, _ matter: Matter) {
        html.li(.class("work-item")) {
            html.icon(
                matter.count == 0 ? .done : matter.isFault ? .warning : .info,
                tone: matter.count == 0 ? .good : matter.isFault ? .warn : .info)
            html.div(.class("work-text")) {
                html.strong(matter.title)
                html.span(matter.words)
            }
            html.span(.class("number tabular"), Grouped(matter.count))
            html.linkButton(matter.link, to: matter.path, size: .small)
        }
    }
}

/// The numbers of the overview, in one statement.
struct SecurityFacts: Sendable {
    private static let oldDays = 365
    private static let unusedDays = 90
    private static let failureDays = 7

    let matters: [SecurityOverviewPage.Matter]

    static func select(at now: Instant) -> SQL {
        """
        select
          (select count(*) from api_keys k where k.org_id = app_org() and k.revoked_at is null
            and (k.expires_at is null or k.expires_at > \(now)) and k.created_at < \(now - .days(oldDays)))::int as old_keys,
          (select count(*) from api_keys k left join api_key_uses u on u.org_id = k.org_id and u.key_id = k.id
            where k.org_id = app_org() and k.revoked_at is null and (k.expires_at is null or k.expires_at > \(now))
              and k.created_at < \(now - .days(1))
              and coalesce(u.last_used_at, '-infinity') < \(now - .days(unusedDays)))::int as unused_keys,
          (select count(*) from (select from audit_entries e where e.org_id = app_org() and e.action = 'sign_in_failed'
            and e.id > \(Identifier(time: now - .days(failureDays), random: (0, 0))) limit 1000) few)::int as failures,
          (select count(*) from (select from anomalies a where a.org_id = app_org() and a.status = 'open' limit 1000) few)::int
            as anomalies,
          (select count(*) from members m where m.org_id = app_org() and m.is_active and m.deleted_at is null)::int
            as members,
          (select count(*) from members m where m.org_id = app_org() and m.is_active and m.deleted_at is null
            and m.role in ('owner', 'admin'))::int as mighty
        """
    }

    init(_ rows: Rows, _ gap: MemberDirectory.FactorGap) throws {
        let row = try rows.one("facts")
        matters = [
            .init(
                title: "Failed sign-ins", count: try row.get("failures"),
                words: "With a wrong password or code, in the last \(Self.failureDays) days.",
                path: "/settings/audit?action=sign_in_failed", link: "See them", isFault: true),
            .init(
                title: "Unusual things", count: try row.get("anomalies"),
                words: "Far from what is usual here, and not looked at yet.",
                path: "/settings/lockdown", link: "See them", isFault: true),
            .init(
                title: "Members without second factor", count: gap.people,
                words: gap.isRequired
                    ? "They are led to setting one up when they come." : "Nobody is asked for one at the moment.",
                path: "/settings/members?factor=none", link: "See them", isFault: gap.isRequired),
            .init(
                title: "Old keys", count: try row.get("old_keys"),
                words: "API keys made more than a year ago. Replace them; the old one goes on for a while.",
                path: "/settings/api-keys", link: "Open keys", isFault: true),
            .init(
                title: "Keys without use", count: try row.get("unused_keys"),
                words: "Not used in \(Self.unusedDays) days, or never. Revoke what nobody needs.",
                path: "/settings/api-keys", link: "Open keys", isFault: true),
            .init(
                title: "Owners and admins", count: try row.get("mighty"),
                words: "Who may change everything, of \(try row.get("members", as: Int.self)) active members.",
                path: "/settings/members", link: "Open members", isFault: false),
        ]
    }
}
