internal import Core
internal import Plans
internal import Postgres

/// What counts as far from usual, with its thresholds: in an hour more than the floor, and more than so many times what an
/// hour usually has.
enum AnomalyRules {
    static let all: [AnomalyRule] = [
        rule(
            .callsOfNumber, floor: 20, factor: 5, Source(table: "calls", time: "started_at", subject: "t.their_number")),
        rule(.calls, floor: 60, factor: 5, Source(table: "calls", time: "started_at")),
        rule(
            .texts, floor: 200, factor: 5,
            Source(table: "messages", time: "created_at", condition: "t.channel = 'sms' and t.direction = 'outbound'")),
        rule(
            .signIns, floor: 20, factor: 5,
            Source(table: "audit_entries", time: "at", condition: "t.action = 'sign_in_failed'", isByID: true)),
        rule(
            .webhooks, floor: 50, factor: 5,
            Source(table: "refusal_tallies", time: "hour", condition: "t.kind = 'webhooks'", amount: "sum(t.amount)")),
        rule(
            .rateLimits, floor: 600, factor: 5,
            Source(table: "refusal_tallies", time: "hour", condition: "t.kind = 'rate_limits'", amount: "sum(t.amount)")
        ),
    ]

    /// Where a rule finds what it counts.
    private struct Source: Sendable {
        let table: String
        let time: String
        var subject: String?
        var condition = "true"
        var amount = "count(*)"
        /// Found by the time in its version 7 id, as no index holds the time itself.
        var isByID = false

        /// Rows of the organisation `o` from then on.
        func rows(_ from: Instant) -> SQL {
            let start: SQL =
                isByID
                ? "t.id >= (lpad(to_hex((extract(epoch from \(from)::timestamptz) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid"
                : "t.\(name: time) >= \(time == "hour" ? truncated(from) : "\(from)::timestamptz")"
            return "\(name: table) t where \(start) and (\(name: condition))"
        }

        /// Tallies stand for a whole hour: the one in which the last hour begins is the last full one or the running one.
        private func truncated(_ from: Instant) -> SQL {
            "date_trunc('hour', \(from)::timestamptz + interval '59 minutes')"
        }
    }

    private static func rule(_ kind: AnomalyRule.Kind, floor: Int64, factor: Int64, _ source: Source) -> AnomalyRule {
        let subject = SQL(trusted: source.subject ?? "''")
        let amount = SQL(trusted: source.amount)
        return AnomalyRule(
            kind, floor: floor, factor: factor,
            observed: { from, floor in
                """
                select o.id as org_id, n.subject, n.observed from organisations o cross join lateral (
                  select coalesce(\(subject), '') as subject, (\(amount))::bigint as observed
                  from \(source.rows(from)) and t.org_id = o.id
                  group by 1 having \(amount) > \(floor) order by 2 desc limit 20) n
                order by n.observed desc limit 500
                """
            },
            usual: { organisation, wanted, from, to in
                """
                select (coalesce(\(amount), 0) / greatest(count(distinct date_trunc('hour', t.\(name: source.time))), 1))::bigint as usual
                from \(source.rows(from)) and t.org_id = \(organisation) and t.\(name: source.time) < \(to)::timestamptz
                  and coalesce(\(subject), '') = \(wanted)
                """
            })
    }
}

extension SQL.StringInterpolation {
    /// A name from this list.
    fileprivate mutating func appendInterpolation(name: String) { appendLiteral(name) }
}
