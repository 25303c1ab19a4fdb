internal import Contracts
internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// Four numbers, each with its list behind it.
struct HomeNumbers {
    /// Calls of the last fourteen days, today's last.
    private let calls: [Int]
    private let emergencies: Int
    private let callbacks: Int
    private let unpaid: [Money]
    private let overdue: Int

    static func sql(_ today: LocalDate, _ zone: Zone) -> SQL {
        let open: SQL = "org_id = app_org() and status in ('issued', 'sent', 'partly_paid', 'overdue')"
        let money: SQL = """
            (select json_object_agg(currency, total) from (select currency, sum(total_minor - paid_minor) as total from invoices where \(open) group by currency) u) as unpaid,
            (select count(*) from invoices where \(open) and due_on < \(today)) as overdue
            """
        return .plannedAnew(
            """
            select (select json_agg(n order by day) from (
                select day, count(c.id) as n from generate_series(\(today.adding(days: -13))::date, \(today)::date, '1 day') day
                left join calls c on c.org_id = app_org() and c.started_at >= (day::date)::timestamp at time zone \(zone.name)
                  and c.started_at < (day::date + 1)::timestamp at time zone \(zone.name)
                group by day) d) as calls,
              (select count(*) from emergencies where org_id = app_org() and status = 'open') as emergencies,
              (select count(*) from callbacks where org_id = app_org() and status = 'open') as callbacks,
              \(money)
            """)
    }

    init(_ rows: Rows) throws {
        let row = try rows.one("numbers")
        calls = (try row.optional("calls", as: JSON.self)?.array ?? []).compactMap { $0.int.map { Int($0) } }
        emergencies = try row.get("emergencies")
        callbacks = try row.get("callbacks")
        overdue = try row.get("overdue")
        let amounts = try row.optional("unpaid", as: JSON.self)?.object ?? [:]
        unpaid = amounts.sorted { $0.key < $1.key }.compactMap { code, amount in
            guard let currency = Currency(code), let minor = amount.int else { return nil }
            return Money(minor: minor, currency)
        }
    }

    /// - Parameters:
    ///   - readable: the resources that the person reads; of others there is no number, for zero would be wrong.
    ///   - withMoney: whether what is unpaid is among them; others see it among the figures above.
    func write(
        _ html: HTML, _ page: PageContext, today: LocalDate, visits: [DayVisit], readable: Set<String>, withMoney: Bool
    ) {
        let done = visits.count { ["completed", "invoiced"].contains($0.status) }
        if readable.contains("calls") {
            html.stat(
                "Calls today", Grouped(calls.last ?? 0), to: "/calls", change: callChange,
                trend: calls.map { Double($0) })
        }
        if readable.contains("appointments") {
            html.stat(
                "Visits today", Grouped(visits.count), to: "/schedule",
                change: StatChange(.none, "\(done) done, \(visits.count - done) to go"))
        }
        html.stat(
            "Waiting for you", Grouped(emergencies + callbacks),
            to: emergencies > 0 ? "/emergencies" : "/callbacks",
            change: StatChange(
                .none,
                emergencies > 0
                    ? "\(emergencies) emergency\(emergencies == 1 ? "" : " calls"), \(Words.count(callbacks, "callback"))"
                    : Words.count(callbacks, "callback"),
                tone: emergencies > 0 ? .bad : .neutral))
        guard withMoney, readable.contains("invoices") else { return }
        html.stat(
            "Unpaid",
            unpaid.isEmpty
                ? Money(minor: 0, page.context.currency).description
                : unpaid.map(\.description).joined(separator: " + "),
            to: overdue > 0 ? "/invoices?status=overdue" : "/invoices",
            change: StatChange(
                .none, overdue == 0 ? "Nothing overdue" : "\(overdue) overdue", tone: overdue == 0 ? .neutral : .bad
            ))
    }

    /// Today against the same weekday a week ago.
    private var callChange: StatChange? {
        guard calls.count == 14, let today = calls.last else { return nil }
        let before = calls[6]
        if today == before { return StatChange(.same, "as a week ago") }
        return StatChange(today > before ? .up : .down, "\(before) a week ago")
    }
}
