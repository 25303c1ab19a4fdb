internal import Contracts
internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a quote's page has of its own: its lines, the way to edit them, who said yes, and what was sent before.
enum QuoteRecordPage {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.actions = [
            RecordPageAction("Edit lines", icon: .edit, access: .agents, key: "l") { content in
                try content.text("status") == "draft" ? content.request.path + "/lines" : nil
            },
            dialog("Send", "send", icon: .send, while: ["draft"]),
            dialog("Make invoice", "convert-to-invoice", icon: .invoice, while: ["accepted"]),
            dialog("Book visit", "convert-to-appointment", icon: .calendar, while: ["accepted"]),
            dialog("New version", "new-version", icon: .repeatIcon, while: ["sent", "viewed", "declined", "expired"]),
            dialog("Mark as accepted", "accept", icon: .check, while: ["sent", "viewed"]),
            RecordPageAction("Preview", icon: .eye) { $0.request.path + "/preview" },
        ]
        extras.callouts = [decline, lines]
        extras.panels = [acceptance, versions]
        extras.heading = { content in
            let number = try content.text("number").map { " · \($0)" } ?? ""
            return (try content.text("title") ?? "Quote") + number
        }
        return extras
    }()

    /// The action's dialog, for a quote that stands where it makes sense.
    private static func dialog(
        _ title: String, _ verb: String, icon: Icon, while statuses: Set<String>
    ) -> RecordPageAction {
        RecordPageAction(title, icon: icon, access: .agents, opensDialog: true) { content in
            guard let status = try content.text("status"), statuses.contains(status) else { return nil }
            return content.request.path + "/actions/" + verb
        }
    }

    // MARK: - What is offered

    private static let lines = RecordPagePart(
        reads: { request in
            [
                """
                select l.description, l.quantity::text as quantity, l.unit_minor, l.amount_minor, l.is_optional,
                  l.is_chosen, a.chosen is not null as is_answered, l.id = any(coalesce(a.chosen, '{}')) as is_taken,
                  q.currency
                from quotes q join quote_lines l on l.org_id = q.org_id and l.quote_id = q.id
                left join quote_acceptances a on a.org_id = q.org_id and a.quote_id = q.id
                where q.org_id = app_org() and q.id = \(request.id) order by l.position limit 200
                """,
                """
                select net_minor, tax_minor, total_minor, currency, prices_include_tax from quotes
                where org_id = app_org() and id = \(request.id)
                """,
            ]
        },
        write: { html, content, rows in
            try html.panel("What is offered", padded: false) {
                guard !rows[0].isEmpty else {
                    return html.emptyState(
                        .quote, "No lines yet", "Add what you offer and what it costs; then it can be sent.")
                }
                try html.ul(.class("work-list")) {
                    for row in rows[0] { try line(html, row) }
                }
                let sums = try rows[1].one("quote")
                try html.dl(.class("totals")) {
                    for (title, column) in [("Net", "net_minor"), ("Tax", "tax_minor"), ("Total", "total_minor")] {
                        let money = try sums.money(column)
                        html.div(title == "Total" ? .class("is-sum") : .none) {
                            html.dt(title)
                            html.dd(.class("number"), money.description)
                        }
                    }
                }
            }
        })

    private static func line(_ html: HTML, _ row: Row) throws {
        let quantity = Decimals.scaled(try row.get("quantity", as: String.self), places: 4) ?? 0
        let isOptional: Bool = try row.get("is_optional")
        let isTaken: Bool = try row.get("is_answered") ? row.get("is_taken") : row.get("is_chosen")
        let choice = !isOptional ? nil : isTaken ? "optional, in the total" : "optional, not in the total"
        let detail = ["\(Decimals.text(quantity, places: 4)) × \(try row.money("unit_minor"))", choice]
            .compactMap { $0 }.joined(separator: " · ")
        let amount = try row.money("amount_minor")
        let description: String = try row.get("description")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.div(.class("prose"), .dir("auto"), description)
                html.span(detail)
            }
            html.span(!isOptional || isTaken ? .class("number") : .class("number muted"), amount.description)
        }
    }

    // MARK: - What the customer said

    private static let decline = RecordPagePart(write: { html, content, _ in
        guard try content.text("status") == "declined", let reason = try content.text("decline_reason") else { return }
        html.callout(.bad, "Declined: \(reason)")
    })

    private static let acceptance = RecordPagePart(
        reads: { request in
            [
                """
                select a.signed_name, a.signature, a.accepted_at, a.address, a.user_agent, m.name as recorded_by
                from quote_acceptances a join quotes q on q.org_id = a.org_id and q.id = a.quote_id
                left join members m on m.org_id = a.org_id and m.id = a.recorded_by
                where a.org_id = app_org() and a.quote_id = \(request.id)
                """
            ]
        },
        write: { html, content, rows in
            guard let row = rows[0].first else { return }
            let name: String = try row.get("signed_name")
            let at: Instant = try row.get("accepted_at")
            let path: String? = try row.optional("signature")
            let (address, agent, member) = (
                try row.optional("address", as: String.self), try row.optional("user_agent", as: String.self),
                try row.optional("recorded_by", as: String.self)
            )
            html.panel("Acceptance") {
                html.div(.class("stack-tight")) {
                    html.signature(path, of: name)
                    html.facts {
                        html.fact("Signed by", name)
                        html.fact("When", Moment.dayAndTime(at, content.page.zone))
                        if let member { html.fact("Noted by", member) } else { html.fact("From", address) }
                        if let agent { html.fact("Browser", String(agent.prefix(120))) }
                    }
                }
            }
        })

    private static let versions = RecordPagePart(
        reads: { request in
            [
                """
                select v.revision, v.sent_at from quote_versions v
                join quotes q on q.org_id = v.org_id and q.id = v.quote_id
                where v.org_id = app_org() and v.quote_id = \(request.id) order by v.revision desc limit 20
                """
            ]
        },
        write: { html, content, rows in
            guard rows[0].count > 0 else { return }
            try html.panel("Versions sent") {
                try html.facts {
                    for row in rows[0] {
                        let at: Instant = try row.get("sent_at")
                        html.fact(
                            "Version \(try row.get("revision", as: Int.self))",
                            Moment.dayAndTime(at, content.page.zone))
                    }
                }
                html.a(.href("\(content.request.path)/quote.pdf"), "PDF of the latest")
            }
        })
}
