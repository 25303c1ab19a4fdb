internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a customer's page has of its own: notes that must not be overlooked, where they are served, the latest visits and
/// bills.
enum CustomerRecord {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.callouts = [CustomerKeeping.duplicates, CustomerKeeping.merges, pinned]
        extras.panels = [
            CustomerKeeping.balance, CustomerKeeping.contacts, sites, CustomerKeeping.consents, visits, invoices,
        ]
        extras.actions = CustomerKeeping.actions
        return extras
    }()

    private static let pinned = RecordPagePart(
        reads: { request in
            [
                """
                select n.body, n.created_at, m.name as author from notes n
                left join members m on m.org_id = n.org_id and m.id = n.created_by
                where n.org_id = app_org() and n.customer_id = \(request.id) and n.deleted_at is null and n.is_pinned
                order by n.created_at desc limit 5
                """
            ]
        },
        write: { html, content, rows in
            for row in rows[0] {
                let author: String = try row.optional("author") ?? "Mainline"
                let body: String = try row.get("body")
                let at: Instant = try row.get("created_at")
                html.div(.class("callout"), .data("tone", "info")) {
                    html.icon(.pin)
                    html.div {
                        html.p(.dir("auto"), body)
                        html.p(.class("muted")) {
                            html.text("\(author), ")
                            html.relativeTime(at, content.page)
                        }
                    }
                }
            }
        })

    private static let sites = RecordPagePart(
        reads: { request in
            [
                """
                select one_line, name, access_notes from sites
                where org_id = app_org() and customer_id = \(request.id) and deleted_at is null
                order by created_at desc, id desc limit 10
                """
            ]
        },
        write: { html, _, rows in
            try html.panel("Sites") {
                if rows[0].isEmpty {
                    return html.p(.class("muted"), "No address yet. One is added with the first booking.")
                }
                try html.ul(.class("stack-tight")) { for row in rows[0] { try site(html, row) } }
            }
        })

    private static func site(_ html: HTML, _ row: Row) throws {
        let address: String = try row.get("one_line")
        let notes: String? = try row.optional("access_notes")
        html.li(.class("site")) {
            html.icon(.mapPin)
            html.div {
                html.a(
                    .href("https://www.openstreetmap.org/search?query=\(QueryText.encode(address))"),
                    .rel("noreferrer"), .dir("auto"), address)
                if let notes { html.p(.class("muted"), notes) }
            }
        }
    }

    private static let visits = RecordPagePart(
        reads: { request in
            [
                """
                select a.id, a.starts_at, a.status, t.name as job_type, m.name as technician_name from appointments a
                join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
                left join members m on m.org_id = a.org_id and m.id = a.technician_id
                where a.org_id = app_org() and a.customer_id = \(request.id) order by a.starts_at desc limit 6
                """
            ]
        },
        write: { html, content, rows in
            try html.panel("Visits", padded: rows[0].isEmpty) {
                if rows[0].isEmpty { return html.p(.class("muted"), "No visit has been booked.") }
                try html.ul(.class("work-list")) { for row in rows[0] { try visit(html, row, content.page) } }
            }
        })

    private static func visit(_ html: HTML, _ row: Row, _ page: PageContext) throws {
        let id: Identifier = try row.get("id")
        let job: String = try row.get("job_type")
        let status: String = try row.get("status")
        let start: Instant = try row.get("starts_at")
        let technician: String? = try row.optional("technician_name")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.a(.href("/appointments/\(id)"), job)
                html.span(
                    [Moment.dayAndTime(start, page.zone), technician].compactMap { $0 }.joined(separator: " · "))
            }
            html.status(VisitStatus.label(status), VisitStatus.tone(status))
        }
    }

    private static let invoices = RecordPagePart(
        reads: { request in
            [
                """
                select id, number, status, total_minor, currency from invoices
                where org_id = app_org() and customer_id = \(request.id) order by created_at desc, id desc limit 5
                """
            ]
        },
        write: { html, _, rows in
            try html.panel("Invoices", padded: rows[0].isEmpty) {
                if rows[0].isEmpty { return html.p(.class("muted"), "Nothing has been billed.") }
                try html.ul(.class("work-list")) { for row in rows[0] { try invoice(html, row) } }
            }
        })

    private static func invoice(_ html: HTML, _ row: Row) throws {
        let id: Identifier = try row.get("id")
        let number: String? = try row.optional("number")
        let status: String = try row.get("status")
        let total = try row.money("total_minor")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.a(.href("/invoices/\(id)"), number ?? "Draft")
                html.span(Words.label(status))
            }
            html.span(.class("number"), total.description)
        }
    }
}
