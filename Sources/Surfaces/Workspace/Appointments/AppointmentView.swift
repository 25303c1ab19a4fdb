internal import Contracts
internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The page of a visit.
struct AppointmentView {
    private let page: PageContext
    private let id: ID<Appointment>
    private let job: String
    private let status: String
    private let start: Instant
    private let end: Instant
    private let customer: ID<Customer>
    private let customerName: String
    private let phone: String?
    private let address: String?
    private let access: String?
    private let technician: String?
    private let notes: String
    private let source: String
    private let cancelReason: String?
    private let events: [EventLine]
    private let invoice: (id: Identifier, number: String?)?

    static func reads(_ id: ID<Appointment>) -> [SQL] {
        [
            """
            select a.id, a.status, a.starts_at, a.ends_at, a.notes, a.source, a.cancel_reason, t.name as job_type, a.customer_id,
              c.name as customer_name, c.phone, s.one_line, s.access_notes, m.name as technician_name
            from appointments a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            join customers c on c.org_id = a.org_id and c.id = a.customer_id
            left join sites s on s.org_id = a.org_id and s.id = a.site_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.id = \(id)
            """,
            EventLine.select(
                where: """
                    correlation_id in (select correlation_id from events where org_id = app_org() and record_kind = 'appointments' and record_id = \(id))
                    """, limit: 60),
            "select id, number from invoices where org_id = app_org() and appointment_id = \(id) and status <> 'cancelled'",
        ]
    }

    init(page: PageContext, rows: [Rows], catalogue: Catalogue) throws {
        let row = try rows[0].one("visit")
        self.page = page
        id = try row.get("id")
        job = try row.get("job_type")
        status = try row.get("status")
        start = try row.get("starts_at")
        end = try row.get("ends_at")
        customer = try row.get("customer_id")
        customerName = try row.get("customer_name")
        phone = try row.optional("phone")
        address = try row.optional("one_line")
        access = try row.optional("access_notes")
        technician = try row.optional("technician_name")
        notes = try row.get("notes")
        source = try row.get("source")
        cancelReason = try row.optional("cancel_reason")
        events = try rows[1].map { try EventLine(row: $0, for: page.context, catalogue) }
        invoice = try rows[2].first.map { (try $0.get("id"), try $0.optional("number")) }
    }

    private var path: String { "/appointments/\(id)" }

    func write(_ html: HTML) throws {
        let date = page.zone.local(start).date
        html.workspacePage(
            page, title: job, heading: job,
            breadcrumbs: [Place("Schedule", "/schedule?date=\(date)")],
            summary: {
                html.status(VisitStatus.label(status), VisitStatus.tone(status))
                html.span(
                    "\(Moment.dayAndTime(start, page.zone))–\(page.zone.local(end).time) · \(technician ?? "nobody assigned")"
                )
            }, actions: { actions(html) }
        ) {
            html.div(.class("split")) {
                html.div(.class("stack")) { details(html) }
                timeline(html)
            }
        }
    }

    // MARK: - Actions

    /// The next step, two more, and the rest in a menu.
    private func actions(_ html: HTML) {
        guard Access.workers.allows(page.context.role) else { return }
        let possible = AppointmentVerb.possible(in: status)
        let shown = possible.prefix(3).filter { ![.cancel, .noShow].contains($0) }
        for (index, verb) in shown.enumerated() { button(html, verb, index == 0 ? .primary : .secondary) }
        let rest = possible.filter { !shown.contains($0) }
        guard !rest.isEmpty else { return }
        html.iconMenu("More to do", id: "more", .secondary) {
            for verb in rest { menuItem(html, verb) }
        }
    }

    private func button(_ html: HTML, _ verb: AppointmentVerb, _ look: ButtonLook) {
        let target = "\(path)/\(verb.rawValue)"
        guard verb.asks else { return html.postButton(verb.label, to: target, look, icon: verb.icon) }
        html.linkButton(
            verb.label, to: target, look, icon: verb.icon, attributes: [.hxGet(target), .hxTarget("#dialog-place")])
    }

    private func menuItem(_ html: HTML, _ verb: AppointmentVerb) {
        let target = "\(path)/\(verb.rawValue)"
        if verb.asks {
            html.menuLink(
                verb.label, to: target, icon: verb.icon, attributes: [.hxGet(target), .hxTarget("#dialog-place")])
        } else {
            html.form(.method("post"), .action(target)) { html.menuButton(verb.label, icon: verb.icon, type: "submit") }
        }
    }

    // MARK: - Parts

    private func details(_ html: HTML) {
        html.panel("Details") {
            html.facts {
                html.fact("Customer") { html.a(.href("/customers/\(customer)"), .dir("auto"), customerName) }
                html.fact("Phone") {
                    guard let phone else { return html.span(.class("missing"), "—") }
                    html.a(.href("tel:\(phone)"), Words.phone(phone, page.context))
                }
                html.fact("Address") {
                    guard let address else { return html.span(.class("missing"), "—") }
                    html.a(
                        .href("https://www.openstreetmap.org/search?query=\(QueryText.encode(address))"),
                        .rel("noreferrer"), .dir("auto"), address)
                }
                if let access { html.fact("Access", access) }
                html.fact("Technician", technician ?? "Nobody assigned")
                html.fact("Booked by", Words.label(source))
                if let cancelReason, !cancelReason.isEmpty { html.fact("Cancelled", cancelReason) }
                if let invoice {
                    html.fact("Invoice") { html.a(.href("/invoices/\(invoice.id)"), invoice.number ?? "Draft") }
                }
            }
        }
        if !notes.isEmpty { html.panel("Notes") { html.p(.class("prose"), .dir("auto"), notes) } }
    }

    private func timeline(_ html: HTML) {
        html.section(
            [
                .class("panel"), .id("timeline"), .data("live", "appointments/\(id)"), .hxGet(path), .hxTrigger("live"),
                .hxSelect("#timeline"), .hxTarget("#timeline"), .hxSwap("outerHTML"),
            ]
        ) {
            html.div(.class("panel-head")) { html.h2("Story") }
            html.div(.class("panel-body")) {
                if events.isEmpty {
                    html.emptyState(
                        .history, "Nothing has happened yet",
                        "The call it came from, confirmations and the way there appear here.")
                } else {
                    Story(lines: events).write(html, page)
                }
            }
        }
    }
}
