internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// What needs somebody now, the most pressing first, each with one thing to do.
struct WorkList {
    private let emergencies: [Row]
    private let callbacks: [Row]
    private let invoices: [Row]
    private let jobs: Rows
    private let page: PageContext

    private static let limit = 8

    static func reads(_ today: LocalDate) -> [SQL] {
        let emergencies: SQL = """
            select e.id, e.category, e.address, e.raised_at, coalesce(c.name, e.name) as name, e.number, e.call_id from emergencies e
            left join customers c on c.org_id = e.org_id and c.id = e.customer_id
            where e.org_id = app_org() and e.status = 'open' order by e.raised_at limit \(limit)
            """
        let callbacks: SQL = """
            select b.id, coalesce(c.name, b.name) as name, b.number, b.reason, b.about, b.created_at, b.call_id from callbacks b
            left join customers c on c.org_id = b.org_id and c.id = b.customer_id
            where b.org_id = app_org() and b.status = 'open' order by b.created_at limit \(limit)
            """
        let jobs: SQL = """
            select id, kind, last_error, created_at from jobs
            where org_id = app_org() and state = 'needs_attention' order by id limit \(limit)
            """
        let overdue: SQL = """
            select i.id, i.number, c.name, i.total_minor - i.paid_minor as open_minor, i.currency, i.due_on from invoices i
            join customers c on c.org_id = i.org_id and c.id = i.customer_id
            where i.org_id = app_org() and i.status in ('issued', 'sent', 'partly_paid', 'overdue') and i.due_on < \(today)
            order by i.due_on limit \(limit)
            """
        return [emergencies, callbacks, jobs, overdue].map(SQL.plannedAnew)
    }

    init(_ rows: [Rows], _ page: PageContext) throws {
        func hides(_ resource: String) -> Bool { page.context.grants?.hidesFields(of: resource) ?? false }
        emergencies = hides("emergencies") ? [] : Array(rows[0])
        callbacks = hides("callbacks") ? [] : Array(rows[1])
        jobs = rows[2]
        invoices = hides("invoices") ? [] : Array(rows[3])
        self.page = page
        items = []
        try gather()
    }

    private struct Item {
        let icon: Icon
        let tone: Tone?
        let title: String
        let path: String
        let detail: String
        let action: (label: String, path: String)?
    }

    private var items: [Item]

    private var mayAct: Bool { Access.workers.allows(page.context.role) }

    private mutating func gather() throws {
        for row in emergencies {
            let id: Identifier = try row.get("id")
            let detail = [try who(row), try row.optional("address"), try age(row, "raised_at")].compactMap { $0 }
                .joined(separator: " · ")
            items.append(
                Item(
                    icon: .warning, tone: .bad,
                    title: "Emergency: " + Words.label(try row.get("category")).lowercased(),
                    path: "/calls/\(try row.get("call_id", as: Identifier.self))", detail: detail,
                    action: ("Accept", "/emergencies/\(id)/acknowledge")))
        }
        for row in callbacks {
            let id: Identifier = try row.get("id")
            let call: Identifier? = try row.optional("call_id")
            let about: String = try row.get("about")
            let reason = Words.callbackReason(try row.get("reason"))
            items.append(
                Item(
                    icon: .phoneOutgoing, tone: .warn, title: "Call back " + (try who(row) ?? "a withheld number"),
                    path: call.map { "/calls/\($0)" } ?? "/callbacks",
                    detail: [reason, about.isEmpty ? nil : about, try age(row, "created_at")].compactMap { $0 }.joined(
                        separator: " · "),
                    action: ("Mark as done", "/callbacks/\(id)/resolve")))
        }
        for row in invoices {
            let due = Moment.day(try row.get("due_on"), thisYear: page.zone.local(page.now).date.year)
            items.append(
                Item(
                    icon: .invoice, tone: .warn, title: "Invoice \(try row.get("number", as: String.self)) is overdue",
                    path: "/invoices/\(try row.get("id", as: Identifier.self))",
                    detail: "\(try row.get("name", as: String.self)) · \(try row.money("open_minor")) due \(due)",
                    action: nil))
        }
        for row in jobs where Access.admins.allows(page.context.role) {
            items.append(
                Item(
                    icon: .error, tone: .bad, title: "Job \(try row.get("kind", as: String.self)) needs attention",
                    path: "/jobs",
                    detail: try row.optional("last_error") ?? "It ran out of attempts", action: nil))
        }
    }

    private func who(_ row: Row) throws -> String? {
        let name: String? = try row.optional("name")
        let number: String? = try row.optional("number")
        return name ?? number.map { Words.phone($0, page.context) }
    }

    private func age(_ row: Row, _ column: String) throws -> String {
        Moment.relative(try row.get(column), now: page.now, page.zone)
    }

    func write(_ html: HTML) {
        html.panel("Needs you now", padded: false) {
            if items.isEmpty {
                html.emptyState(
                    .done, "Nothing is waiting",
                    "Emergencies, callbacks and overdue invoices appear here until somebody has dealt with them.")
            } else {
                html.ul(.class("work-list")) {
                    for item in items {
                        html.workItem(item.icon, tone: item.tone, item.title, to: item.path, detail: item.detail) {
                            guard let action = item.action, mayAct else { return }
                            html.postButton(
                                action.label, to: action.path, item.tone == .bad ? .primary : .secondary, size: .small,
                                fields: [("back", "/")])
                        }
                    }
                }
            }
        }
    }
}
