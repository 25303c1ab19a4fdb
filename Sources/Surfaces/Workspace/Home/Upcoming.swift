internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// What the person who looks has planned: what should be done already first, then what comes.
struct Upcoming {
    private let rows: Rows
    private let page: PageContext

    private static let limit = 6

    static var sql: SQL {
        """
        select a.id, a.kind, a.subject, a.starts_at, a.all_day, coalesce(c.name, l.name) as about from activities a
        left join customers c on c.org_id = a.org_id and c.id = a.customer_id
        left join leads l on l.org_id = a.org_id and l.id = a.lead_id
        where a.org_id = app_org() and a.owner_id = app_user() and a.done_at is null and a.deleted_at is null
          and a.status in ('open', 'overdue') order by a.starts_at, a.id limit \(SQL(trusted: String(limit)))
        """
    }

    init(_ rows: Rows, _ page: PageContext) {
        self.rows = rows
        self.page = page
    }

    func write(_ html: HTML) throws {
        try html.panel(
            "Coming up",
            actions: {
                html.linkButton("All of yours", to: "/activities", .quiet, icon: .arrowRight, size: .small)
            }, padded: false
        ) {
            if rows.isEmpty {
                return html.emptyState(
                    .done, "Nothing planned", "Calls, meetings and tasks that you plan with customers appear here.")
            }
            try html.ul(.class("work-list")) {
                for row in rows {
                    let start: Instant = try row.get("starts_at")
                    let isLate = start < page.now
                    let about: String? = try row.optional("about")
                    let time =
                        try row.get("all_day")
                        ? Moment.dayHeading(page.zone.local(start).date, today: page.zone.local(page.now).date)
                        : Moment.dayAndTime(start, page.zone)
                    html.workItem(
                        Self.icon(try row.get("kind")), tone: isLate ? .warn : nil,
                        try row.get("subject", as: String.self),
                        to: "/activities/\(try row.get("id", as: Identifier.self))",
                        detail: [isLate ? "Overdue, \(time)" : time, about].compactMap { $0 }.joined(separator: " · "))
                }
            }
        }
    }

    private static func icon(_ kind: String) -> Icon {
        switch kind {
        case "call": .phone
        case "meeting": .users
        case "email": .mail
        default: .check
        }
    }
}
