internal import Core
internal import Figures
internal import Postgres

/// Figures about the telephone.
enum CallFigures {
    static let all = [answered, booked, missed]

    static let answered = Figure(
        "calls.answered", "Calls", formula: "Calls that came in during the period.", answers: "Agents",
        source: .flow { scope in
            "select \(scope.day("started_at")) as day, count(*) as value from calls where org_id = app_org() and direction = 'inbound' and \(scope.within("started_at", comparing: true)) group by 1"
        }, path: { _ in "/calls" })

    static let booked = Figure(
        "calls.booking-rate", "Calls that booked", formula: "Inbound calls that ended in a booking ÷ inbound calls.",
        unit: .percent, answers: "Agents",
        source: .flow { scope in
            """
            select \(scope.day("started_at")) as day, count(*) filter (where outcome = 'booked') as value, count(*) as weight
            from calls where org_id = app_org() and direction = 'inbound' and \(scope.within("started_at", comparing: true)) group by 1
            """
        }, path: { _ in "/calls" })

    static let missed = Figure(
        "calls.missed", "Calls missed",
        formula: "Inbound calls that ended in voicemail or were given up.", wanted: .less, answers: "Agents",
        source: .flow { scope in
            """
            select \(scope.day("started_at")) as day, count(*) as value from calls
            where org_id = app_org() and direction = 'inbound' and outcome in ('voicemail', 'abandoned')
              and \(scope.within("started_at", comparing: true)) group by 1
            """
        }, path: { _ in "/calls" })
}
