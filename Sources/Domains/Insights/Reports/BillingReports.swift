internal import Core
internal import Figures
internal import Postgres

/// What is owed, and what came in.
enum BillingReports {
    static let all = [aging, agingByCustomer, revenue]

    private static let ages: [Report.Column] = [
        .init("not_due", "Not due yet", .money), .init("to_30", "1–30 days", .money),
        .init("to_60", "31–60 days", .money), .init("to_90", "61–90 days", .money),
        .init("older", "Over 90 days", .money), .init("total", "All", .money),
    ]

    /// What is open of `i`, by how long it has been due.
    private static func sums(_ today: LocalDate) -> SQL {
        let open: SQL = "sum(i.total_minor - i.paid_minor)"
        return """
            coalesce(\(open) filter (where i.due_on >= \(today)), 0) as not_due,
            coalesce(\(open) filter (where i.due_on between \(today.adding(days: -30)) and \(today.adding(days: -1))), 0) as to_30,
            coalesce(\(open) filter (where i.due_on between \(today.adding(days: -60)) and \(today.adding(days: -31))), 0) as to_60,
            coalesce(\(open) filter (where i.due_on between \(today.adding(days: -90)) and \(today.adding(days: -61))), 0) as to_90,
            coalesce(\(open) filter (where i.due_on < \(today.adding(days: -90))), 0) as older, \(open) as total
            """
    }

    private static let open: SQL = "i.org_id = app_org() and i.status in ('issued', 'sent', 'partly_paid', 'overdue')"

    static let aging = Report(
        "invoice-aging", "Invoice aging", about: "What is unpaid, by how long it has been due.", group: "Billing",
        columns: [
            .init("age", "Due for", .text), .init("open", "Unpaid", .money, charted: true),
            .init("invoices", "Invoices", .count),
        ], drawing: .bar, hasPeriod: false
    ) { scope in
        """
        select (array['Not due yet', '1–30 days', '31–60 days', '61–90 days', 'Over 90 days'])[a.step + 1] as age, a.currency,
          sum(a.open)::bigint as open, count(*) as invoices, '/reports/aging-by-customer' as path
        from (
          select i.currency, i.total_minor - i.paid_minor as open,
            case when i.due_on >= \(scope.today) then 0 else least((\(scope.today)::date - i.due_on - 1) / 30 + 1, 4) end as step
          from invoices i where \(open)) a
        group by a.step, a.currency order by a.currency, a.step
        """
    }

    static let agingByCustomer = Report(
        "aging-by-customer", "Invoice aging by customer", about: "Who owes what, and since when.", group: "Billing",
        columns: [.init("name", "Customer", .text)] + ages, hasPeriod: false
    ) { scope in
        """
        select c.name, i.currency, \(sums(scope.today)), '/customers/' || c.id as path from invoices i
        join customers c on c.org_id = i.org_id and c.id = i.customer_id
        where \(open) group by c.id, c.name, i.currency order by total desc, c.id limit \(Report.limit)
        """
    }

    static let revenue = Report(
        "revenue", "Billed and collected", about: "Invoices issued and payments received, in your currency.",
        group: "Billing",
        columns: [
            .init("bucket", "From", .date), .init("billed", "Billed", .money, charted: true),
            .init("collected", "Collected", .money, charted: true), .init("invoices", "Invoices", .count),
        ], drawing: .bar
    ) { scope in
        """
        select bucket, sum(billed)::bigint as billed, sum(collected)::bigint as collected, sum(invoices)::bigint as invoices,
          \(scope.context.currency)::text as currency
        from (
          select \(scope.bucket("issued_on")) as bucket, sum(total_minor) as billed, 0 as collected, count(*) as invoices from invoices
          where org_id = app_org() and status not in ('draft', 'cancelled') and currency = \(scope.context.currency)
            and \(scope.withinDates("issued_on")) group by 1
          union all
          select \(scope.bucket(scope.day("received_at"))), 0, sum(amount_minor), 0 from payments
          where org_id = app_org() and currency = \(scope.context.currency) and \(scope.within("received_at")) group by 1) r
        group by bucket order by bucket
        """
    }
}
