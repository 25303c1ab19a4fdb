internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a lead's page has of its own: whether an answer is due, what it became, and why this score and this owner.
enum LeadRecordPage {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.callouts = [answer]
        extras.panels = [score, owner]
        return extras
    }()

    private static let answer = RecordPagePart(
        reads: { request in
            [
                """
                select l.status, l.response_due_at, l.first_response_at, l.converted_customer_id, l.converted_deal_id,
                  r.name as reason, l.loss_notes
                from leads l left join loss_reasons r on r.org_id = l.org_id and r.id = l.loss_reason_id
                where l.org_id = app_org() and l.id = \(request.id)
                """
            ]
        },
        write: { html, content, rows in
            guard let row = rows[0].first else { return }
            switch try row.get("status", as: String.self) {
            case "converted":
                let deal: Identifier? = try row.optional("converted_deal_id")
                let customer: Identifier? = try row.optional("converted_customer_id")
                html.callout(.good, "This lead has become a customer.") {
                    if let customer { html.linkButton("Customer", to: "/customers/\(customer)", size: .small) }
                    if let deal { html.linkButton("Deal", to: "/deals/\(deal)", size: .small) }
                }
            case "lost":
                guard let reason: String = try row.optional("reason") else { return }
                let notes: String? = try row.optional("loss_notes")
                html.callout(.bad, "Lost: \(reason)." + (notes.map { " \($0)" } ?? ""))
            case "new":
                guard let due: Instant = try row.optional("response_due_at"),
                    try row.optional("first_response_at", as: Instant.self) == nil
                else { return }
                let isLate = due < content.context.now
                let at = Moment.dayAndTime(due, content.page.zone)
                let clock = Self.clock(isLate ? content.context.now - due : due - content.context.now)
                html.callout(
                    isLate ? .bad : .info,
                    isLate
                        ? "No answer yet: it was due \(clock) ago, on \(at)."
                        : "First answer due in \(clock), by \(at).")
            default: return
            }
        })

    /// Minutes and hours; of more than two days, days.
    private static func clock(_ duration: Duration) -> String {
        let minutes = duration.components.seconds / 60
        if minutes >= 2 * 1440 { return Words.count(Int(minutes / 1440), "day") }
        return Moment.length(.seconds(max(1, minutes) * 60))
    }

    private static let score = RecordPagePart(
        reads: { request in
            [
                """
                select l.score, r.name, r.points from leads l
                left join lateral jsonb_to_recordset(l.score_reasons) as r (name text, points bigint) on true
                where l.org_id = app_org() and l.id = \(request.id)
                """
            ]
        },
        write: { html, _, rows in
            guard let first = rows[0].first else { return }
            let total: Int = try first.get("score")
            try html.panel("Why this score") {
                html.div(.class("chance")) {
                    html.span("Score")
                    html.meter(.min("0"), .max("100"), .value(String(total)), .aria("label", "Score")) {}
                    html.strong("\(total)")
                }
                guard try first.optional("name", as: String.self) != nil else {
                    return html.p(.class("muted"), "No rule has counted for or against this lead yet.")
                }
                try html.ul(.class("reasons")) {
                    for row in rows[0] {
                        let points: Int64 = try row.get("points")
                        let name: String = try row.get("name")
                        html.li {
                            html.icon(points > 0 ? .trendUp : .trendDown, tone: points > 0 ? .good : .bad)
                            html.span(.dir("auto"), name)
                            html.span(.class("muted"), points > 0 ? "+\(points)" : "−\(abs(points))")
                        }
                    }
                }
            }
        })

    private static let owner = RecordPagePart(
        reads: { request in
            [
                """
                select l.owner_id is not null as is_owned, w.words from leads l
                cross join lateral jsonb_array_elements_text(l.assignment_reasons) as w (words)
                where l.org_id = app_org() and l.id = \(request.id) limit 8
                """
            ]
        },
        write: { html, _, rows in
            guard let first = rows[0].first else { return }
            let isOwned: Bool = try first.get("is_owned")
            try html.panel(isOwned ? "Why this owner" : "Why nobody has it yet") {
                try html.ul(.class("reasons")) {
                    for row in rows[0] {
                        let words: String = try row.get("words")
                        html.li {
                            html.icon(isOwned ? .check : .clock)
                            html.span(.dir("auto"), words)
                        }
                    }
                }
            }
        })
}
