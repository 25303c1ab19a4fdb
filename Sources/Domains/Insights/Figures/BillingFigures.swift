internal import Core
internal import Figures
internal import Postgres

/// Figures about bills. Flows are in the organisation's currency; other money is not added to it.
enum BillingFigures {
    static let all = [billed, collected, unpaid, overdue, paymentDays]

    /// Issued and not paid in full.
    static let open: SQL = "org_id = app_org() and status in ('issued', 'sent', 'partly_paid', 'overdue')"

    static let billed = Figure(
        "billing.billed", "Billed", formula: "Totals of the invoices issued in the period, tax included.",
        unit: .money, answers: "Owner",
        source: .flow { scope in
            """
            select issued_on as day, sum(total_minor) as value from invoices
            where org_id = app_org() and status not in ('draft', 'cancelled') and currency = \(scope.context.currency)
              and \(scope.withinDates("issued_on", comparing: true)) group by 1
            """
        }, path: { _ in "/invoices" })

    static let collected = Figure(
        "billing.collected", "Collected", formula: "Payments received in the period.", unit: .money,
        source: .flow { scope in
            """
            select \(scope.day("received_at")) as day, sum(amount_minor) as value from payments
            where org_id = app_org() and currency = \(scope.context.currency) and \(scope.within("received_at", comparing: true)) group by 1
            """
        }, path: { _ in "/invoices?status=paid" })

    static let unpaid = Figure(
        "billing.unpaid", "Unpaid", formula: "What is left to pay of invoices that have been issued.", unit: .money,
        wanted: .less,
        source: .now { _ in
            "select currency, sum(total_minor - paid_minor) as value from invoices where \(open) group by currency"
        }, path: { _ in "/invoices" })

    static let overdue = Figure(
        "billing.overdue", "Overdue invoices",
        formula: "Issued invoices that are not paid in full after their due date.",
        wanted: .less,
        source: .now { scope in "select count(*) as value from invoices where \(open) and due_on < \(scope.today)" },
        path: { _ in "/invoices?status=overdue" })

    static let paymentDays = Figure(
        "billing.payment-days", "Days until paid",
        formula: "Mean of the days between issue and full payment, of the invoices paid in the period.", unit: .days,
        wanted: .less,
        source: .flow { scope in
            """
            select \(scope.day("paid_at")) as day, sum(extract(epoch from paid_at - issued_at) / 86400) as value, count(*) as weight
            from invoices where org_id = app_org() and status = 'paid' and \(scope.within("paid_at", comparing: true)) group by 1
            """
        }, path: { _ in "/invoices?status=paid" })
}
