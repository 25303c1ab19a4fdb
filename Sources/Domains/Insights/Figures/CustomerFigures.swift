internal import Core
internal import Figures
internal import Postgres

/// Figures about customers, from the tallies.
enum CustomerFigures {
    static let all = [total, active, added]

    static let total = Figure(
        "customers.total", "Customers", formula: "Customers of every status but archived.", answers: "Sales",
        source: .now { _ in
            "select coalesce(sum(count), 0) as value from customer_tallies where org_id = app_org() and status <> 'archived'"
        }, path: { _ in "/customers" })

    static let active = Figure(
        "customers.active", "Active customers", formula: "Customers whose status is active.", answers: "Sales",
        source: .now { _ in
            "select coalesce(sum(count), 0) as value from customer_tallies where org_id = app_org() and status = 'active'"
        }, path: { _ in "/customers?status=active" })

    static let added = Figure(
        "customers.added", "New customers", formula: "Customers added in the period.", answers: "Sales",
        source: .flow { scope in
            """
            select day, sum(count) as value from customer_tallies
            where org_id = app_org() and \(scope.withinDates("day", comparing: true)) group by 1
            """
        }, path: { _ in "/customers?order=created_at.desc" })
}
