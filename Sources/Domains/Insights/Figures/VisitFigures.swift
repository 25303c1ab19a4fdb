internal import Core
internal import Figures
internal import Postgres

/// Figures about visits.
enum VisitFigures {
    static let all = [done, kept]

    static let done = Figure(
        "visits.done", "Visits done", formula: "Visits that began in the period and were completed or billed.",
        answers: "Dispatch",
        source: .flow { scope in
            """
            select \(scope.day("starts_at")) as day, count(*) as value from appointments
            where org_id = app_org() and status in ('completed', 'invoiced') and \(scope.within("starts_at", comparing: true)) group by 1
            """
        }, path: { _ in "/schedule" })

    static let kept = Figure(
        "visits.kept-rate", "Visits kept",
        formula: "Visits completed or billed ÷ those, the cancelled ones and those with nobody at home.",
        unit: .percent, answers: "Dispatch",
        source: .flow { scope in
            """
            select \(scope.day("starts_at")) as day, count(*) filter (where status in ('completed', 'invoiced')) as value, count(*) as weight
            from appointments where org_id = app_org() and status in ('completed', 'invoiced', 'cancelled', 'no_show')
              and \(scope.within("starts_at", comparing: true)) group by 1
            """
        }, path: { _ in "/schedule" })
}
