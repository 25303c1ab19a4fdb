internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What is planned next with a deal, done from its page.
enum DealPlans {
    static let part = RecordPagePart(
        reads: { request in
            [
                """
                select a.id, a.subject, a.starts_at, a.status, d.status as deal_status
                from deals d left join lateral (select * from activities where org_id = app_org() and deal_id = d.id
                  and status in ('open', 'overdue') and deleted_at is null order by starts_at, id limit 3) a on true
                where d.org_id = app_org() and d.id = \(request.id)
                """
            ]
        },
        write: { html, content, rows in
            let planned = try rows[0].filter { try $0.optional("id", as: Identifier.self) != nil }
            let isOpen = try rows[0].first?.get("deal_status", as: String.self) == "open"
            let mayPlan = Access.workers.allows(content.context.role)
            guard !planned.isEmpty || isOpen else { return }
            try html.panel("Planned", padded: false) {
                if planned.isEmpty { html.p(.class("panel-body muted"), "Nothing is planned with this deal.") }
                try html.ul(.class("work-list")) {
                    for row in planned { try item(html, content, row, mayPlan: mayPlan) }
                }
                guard mayPlan else { return }
                let add = "/activities/new?deal_id=\(content.request.id)&back=" + QueryText.encode(content.request.path)
                html.div(.class("panel-foot")) {
                    html.linkButton(
                        "Plan activity", to: add, .quiet, icon: .add, size: .small,
                        attributes: HTML.opensDialog(add))
                }
            }
        })

    private static func item(_ html: HTML, _ content: RecordPageContent, _ row: Row, mayPlan: Bool) throws {
        let (id, subject): (Identifier, String) = (try row.get("id"), try row.get("subject"))
        let time: Instant = try row.get("starts_at")
        let isLate = try row.get("status", as: String.self) == "overdue"
        html.li(.class("work-item")) {
            html.icon(isLate ? .warning : .calendar, tone: isLate ? .bad : .neutral)
            html.div(.class("work-text")) {
                html.a(.class("plain-link"), .href("/activities/\(id)"), .dir("auto"), subject)
                html.span { html.relativeTime(time, content.page) }
            }
            guard mayPlan else { return }
            let done = "/activities/\(id)/actions/complete?back=" + QueryText.encode(content.request.path)
            html.linkButton("Complete", to: done, size: .small, attributes: HTML.opensDialog(done))
        }
    }
}
