internal import Core
public import Postgres

/// How what a cap limits is counted: by whoever owns the rows, named here so that nothing else needs to know them.
public struct UsageMeasure: Sendable {
    let cap: Cap
    /// For rows with a time, which are counted on from the last count: the table, the column of the time, a condition.
    let rows: (table: String, time: String, condition: String)?
    /// For what is there: an expression over the organisation `o`.
    let total: String?

    /// Rows of `table` in the month, by their `time`, which an index `(org_id, time)` serves.
    public static func rows(
        _ cap: Cap, of table: StaticString, at time: StaticString, where condition: StaticString = "true"
    ) -> UsageMeasure {
        UsageMeasure(cap: cap, rows: ("\(table)", "\(time)", "\(condition)"), total: nil)
    }

    /// What there is now: an expression over the organisation `o`.
    public static func total(_ cap: Cap, _ expression: StaticString) -> UsageMeasure {
        UsageMeasure(cap: cap, rows: nil, total: "\(expression)")
    }

    /// Reads what is there of one organisation; nil for what is counted by time.
    func total(of organisation: ID<Organisation>) -> SQL? {
        total.map { "select (\(trusted: $0))::bigint as amount from organisations o where o.id = \(organisation)" }
    }

    /// Counts all organisations in one statement and gives those whose count changed.
    /// - Parameter isWhole: from the month's beginning instead of from the last count, which puts right what came late.
    func count(upTo now: Instant, isWhole: Bool) -> SQL {
        let amount: SQL
        if let rows {
            let from: SQL = isWhole ? "p.starts" : "greatest(p.starts, coalesce(k.counted_to, p.starts))"
            amount = """
                (select count(*) from \(trusted: rows.table) t where t.org_id = o.id
                  and t.\(trusted: rows.time) >= \(from) and t.\(trusted: rows.time) < \(now)::timestamptz
                  and (\(trusted: rows.condition)))
                """
        } else {
            amount = SQL(trusted: "(\(total ?? "0"))")
        }
        let replaces = rows == nil || isWhole
        let sum: SQL = replaces ? "excluded.amount" : "u.amount + excluded.amount"
        let changes: SQL = replaces ? "excluded.amount <> u.amount" : "excluded.amount > 0"
        return """
            insert into plan_usage as u (org_id, cap, period, amount, counted_to)
            select o.id, \(cap.rawValue), p.period, \(amount), \(now)::timestamptz
            from organisations o
              cross join lateral (select date_trunc('month', \(now)::timestamptz at time zone o.zone) as local) m
              cross join lateral (select m.local::date as period, m.local at time zone o.zone as starts) p
              left join plan_usage k on k.org_id = o.id and k.cap = \(cap.rawValue) and k.period = p.period
            on conflict (org_id, cap, period) do update set amount = \(sum), counted_to = excluded.counted_to where \(changes)
            returning u.org_id
            """
    }
}

extension SQL.StringInterpolation {
    /// A name from a declaration.
    fileprivate mutating func appendInterpolation(trusted text: String) { appendLiteral(text) }
}
