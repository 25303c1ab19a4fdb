internal import Core
internal import Figures
internal import Postgres

/// Figures about deals, from the rollups that Sales keeps. Flows are in the organisation's currency.
enum SalesFigures {
    static let all = [openDeals, pipelineValue, weightedValue, wonValue, wonDeals, winRate, daysToClose, newLeads]

    static let openDeals = Figure(
        "sales.open-deals", "Active deals", formula: "Deals that are neither won nor lost.", answers: "Sales",
        source: .now { _ in
            "select coalesce(sum(deals), 0) as value from deal_rollups where org_id = app_org() and status = 'open'"
        }, path: { _ in "/deals?status=eq.open" })

    static let pipelineValue = Figure(
        "sales.pipeline-value", "Pipeline value", formula: "What the active deals are worth in all.", unit: .money,
        answers: "Sales",
        source: .now { _ in
            """
            select currency, sum(value_minor) as value from deal_rollups
            where org_id = app_org() and status = 'open' group by currency having sum(deals) > 0
            """
        }, path: { _ in "/deals?status=eq.open" })

    static let weightedValue = Figure(
        "sales.weighted-value", "Weighted pipeline",
        formula: "What each active deal is worth × its probability, added up.", unit: .money, answers: "Sales",
        source: .now { _ in
            """
            select currency, sum(weighted_minor) as value from deal_rollups
            where org_id = app_org() and status = 'open' group by currency having sum(deals) > 0
            """
        }, path: { _ in "/reports/revenue-forecast" })

    static let wonValue = Figure(
        "sales.won-value", "Won", formula: "What the deals won in the period are worth.", unit: .money,
        answers: "Sales",
        source: .flow { scope in
            """
            select d.day, sum(d.value_minor) as value from \(ClosedDeals(scope: scope).rows(comparing: true)) d
            where d.status = 'won'\(ClosedDeals.narrowed(scope)) group by 1
            """
        }, path: { _ in "/deals?status=eq.won" })

    static let wonDeals = Figure(
        "sales.won-deals", "Deals won", formula: "Deals won in the period.", answers: "Sales",
        source: .flow { scope in
            """
            select d.day, sum(d.deals) as value from \(ClosedDeals(scope: scope).rows(comparing: true)) d
            where d.status = 'won'\(ClosedDeals.narrowed(scope)) group by 1
            """
        }, path: { _ in "/deals?status=eq.won" })

    static let winRate = Figure(
        "sales.win-rate", "Win rate", formula: "Deals won ÷ deals won or lost in the period.", unit: .percent,
        answers: "Sales",
        source: .flow { scope in
            """
            select d.day, coalesce(sum(d.deals) filter (where d.status = 'won'), 0) as value, sum(d.deals) as weight
            from \(ClosedDeals(scope: scope).rows(comparing: true)) d where true\(ClosedDeals.narrowed(scope)) group by 1
            """
        }, path: { _ in "/reports/win-loss" })

    static let daysToClose = Figure(
        "sales.days-to-close", "Days to win", formula: "Mean of the days from adding a deal to winning it.",
        unit: .days, wanted: .less, answers: "Sales",
        source: .flow { scope in
            """
            select d.day, sum(d.seconds) / 86400.0 as value, sum(d.deals) as weight
            from \(ClosedDeals(scope: scope).rows(comparing: true)) d where d.status = 'won'\(ClosedDeals.narrowed(scope)) group by 1
            """
        }, path: { _ in "/reports/stage-velocity" })

    static let newLeads = Figure(
        "sales.new-leads", "New leads", formula: "Leads added in the period.", answers: "Sales",
        source: .flow { scope in
            """
            select \(scope.day("created_at")) as day, count(*) as value from leads
            where org_id = app_org() and deleted_at is null and \(scope.within("created_at", comparing: true)) group by 1
            """
        }, path: { _ in "/leads" })
}
