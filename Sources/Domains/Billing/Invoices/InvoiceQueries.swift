internal import Contracts
internal import Core
internal import Postgres

/// Reads invoices for pages.
struct InvoiceQueries: InvoiceBook {
    let database: Database
    let links: PayLinks

    func detail(_ invoice: ID<Invoice>, _ context: Context) async throws -> InvoiceDetail {
        let reading = try InvoiceReading(try await database.batch(context, InvoiceReading.statements(invoice)))
        return try reading.detail(link: { links.url(context.organisation, $0) }, today: context.today)
    }

    func list(
        status: InvoiceStatus?, customer: ID<Customer>?, before: ID<Invoice>?, limit: Int, _ context: Context
    ) async throws -> [InvoiceSummary] {
        var conditions: [SQL] = ["i.org_id = app_org()"]
        if let status { conditions.append(Self.condition(status, context.today)) }
        if let customer { conditions.append("i.customer_id = \(customer)") }
        if let before {
            conditions.append(
                "(i.created_at, i.id) < (select created_at, id from invoices where org_id = app_org() and id = \(before))"
            )
        }
        let rows = try await database.read(
            context,
            """
            select i.id, i.number, i.status, i.customer_id, coalesce(i.billed_to ->> 'name', c.name) as customer_name,
              i.currency, i.total_minor, i.total_minor - i.paid_minor as open_minor, i.issued_on, i.due_on, i.created_at
            from invoices i left join customers c on c.org_id = i.org_id and c.id = i.customer_id
            where \(SQL.joined(conditions, by: " and ")) order by i.created_at desc, i.id desc limit \(min(max(limit, 1), 200))
            """)
        return try rows.map { row in
            let dueOn: LocalDate? = try row.optional("due_on")
            return InvoiceSummary(
                id: try row.get("id"), number: try row.optional("number"),
                status: try InvoiceStatus(row).asOf(context.today, dueOn: dueOn),
                customer: try row.get("customer_id"), customerName: try row.optional("customer_name") ?? "",
                total: try row.money("total_minor"), open: try row.money("open_minor"),
                issuedOn: try row.optional("issued_on"),
                dueOn: dueOn, createdAt: try row.get("created_at"))
        }
    }

    /// Overdue is a matter of the day, so it is asked for by date and not by what is written.
    private static func condition(_ status: InvoiceStatus, _ today: LocalDate) -> SQL {
        switch status {
        case .overdue: "i.status in ('issued', 'sent', 'partly_paid', 'overdue') and i.due_on < \(today)"
        case .issued, .sent, .partlyPaid: "i.status = \(status.rawValue) and i.due_on >= \(today)"
        case .draft, .paid, .cancelled: "i.status = \(status.rawValue)"
        }
    }

    func figures(_ context: Context) async throws -> InvoiceFigures {
        let today = context.today
        let monthStart = context.zone.startOfDay(today.adding(days: 1 - today.day))
        let rows = try await database.read(
            context,
            """
            select coalesce(sum(total_minor - paid_minor) filter (where status <> 'draft'), 0)::bigint as open_minor,
              coalesce(sum(total_minor - paid_minor) filter (where status <> 'draft' and due_on < \(today)), 0)::bigint
                as overdue_minor,
              count(*) filter (where status = 'draft') as drafts, count(*) filter (where status <> 'draft') as open_count,
              count(*) filter (where status <> 'draft' and due_on < \(today)) as overdue_count,
              (select coalesce(sum(amount_minor), 0)::bigint from payments
                where org_id = app_org() and currency = \(context.currency) and received_at >= \(monthStart)) as paid_minor
            from invoices where org_id = app_org() and currency = \(context.currency)
              and status in ('draft', 'issued', 'sent', 'partly_paid', 'overdue')
            """)
        let row = try rows.one("figures")
        func money(_ column: String) throws -> Money { Money(minor: try row.get(column), context.currency) }
        return InvoiceFigures(
            open: try money("open_minor"), overdue: try money("overdue_minor"), paidThisMonth: try money("paid_minor"),
            drafts: try row.get("drafts"), openCount: try row.get("open_count"),
            overdueCount: try row.get("overdue_count"))
    }
}
