internal import Core
internal import Postgres

/// Reads all that bears on an organisation's standing in one statement.
enum StandingQuery {
    static func sql(_ organisation: ID<Organisation>) -> SQL {
        """
        select o.plan, o.plan_state, coalesce(o.plan_since, o.created_at) as plan_since, o.trial_ends_at, o.grace_until,
          o.plan_caps, coalesce(o.settings ->> 'emergencies_always', 'true') <> 'false' as emergencies_always,
          (select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'note', r.note, 'since', \(Self.microseconds("r.since")),
              'until', \(Self.microseconds("r.until"))) order by r.kind), '[]')
            from organisation_restrictions r where r.org_id = o.id) as restrictions,
          (select coalesce(jsonb_agg(jsonb_build_object('cap', u.cap, 'amount', u.amount,
              'reached', \(Self.microseconds("u.reached_at")))), '[]')
            from plan_usage u where u.org_id = o.id and u.period = date_trunc('month', now() at time zone o.zone)::date) as used
        from organisations o where o.id = \(organisation)
        """
    }

    private static func microseconds(_ column: StaticString) -> SQL {
        SQL(trusted: "(extract(epoch from \(column)) * 1000000)::bigint")
    }

    static func standing(_ row: Row) throws -> OrganisationStanding {
        var used: [Cap: Int64] = [:]
        var reached: [Cap: Instant] = [:]
        for item in try row.get("used", as: JSON.self).array ?? [] {
            guard let cap = item["cap"]?.string.flatMap(Cap.init(rawValue:)) else { continue }
            used[cap] = item["amount"]?.int ?? 0
            reached[cap] = item["reached"]?.int.map { Instant(microseconds: $0) }
        }
        return OrganisationStanding(
            terms: try terms(row), used: used, reachedAt: reached,
            restrictions: (try row.get("restrictions", as: JSON.self).array ?? []).compactMap(restriction),
            emergenciesAlways: try row.get("emergencies_always"))
    }

    static func terms(_ row: Row) throws -> PlanTerms {
        var overrides: [Cap: Int64] = [:]
        for (name, value) in try row.get("plan_caps", as: JSON.self).object ?? [:] {
            if let cap = Cap(rawValue: name), let number = value.int { overrides[cap] = number }
        }
        let state = PlanState(rawValue: try row.get("plan_state")) ?? .active
        return PlanTerms(
            plan: Plan.named(try row.get("plan")), state: state, since: try row.get("plan_since"),
            trialEndsAt: try row.optional("trial_ends_at"), graceUntil: try row.optional("grace_until"),
            overrides: overrides)
    }

    private static func restriction(_ item: JSON) -> Restriction? {
        guard let kind = item["kind"]?.string.flatMap(Restriction.Kind.init(rawValue:)),
            let since = item["since"]?.int
        else { return nil }
        return Restriction(
            kind, since: Instant(microseconds: since), until: item["until"]?.int.map { Instant(microseconds: $0) },
            note: item["note"]?.string)
    }
}
