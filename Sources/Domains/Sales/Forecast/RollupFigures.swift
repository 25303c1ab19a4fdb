internal import Contracts
internal import Core
internal import Postgres

/// Answers from `deal_rollups`.
struct RollupFigures: SalesFigures {
    let database: Database

    func forecast(
        _ period: SalesPeriod, pipeline: ID<Pipeline>?, on day: LocalDate?, _ context: Context
    ) async throws -> [ForecastFigure] {
        let source: SQL =
            day.map { "forecast_snapshots where day = \($0) and org_id = app_org()" }
            ?? "deal_rollups where org_id = app_org()"
        let rows = try await database.query(
            context,
            """
            select month, forecast_category, sum(deals)::bigint as deals, sum(value_minor)::bigint as value,
              sum(weighted_minor)::bigint as weighted, sum(learned_minor)::bigint as learned
            from \(source) and status in ('open', 'won') and currency = \(context.currency.code)
              and (month between \(period.first) and \(period.last) or (month is null and status = 'open'))
              and (\(pipeline)::uuid is null or pipeline_id = \(pipeline)::uuid)
            group by 1, 2 having sum(deals) <> 0 order by 1 nulls last, 2
            """)
        return try rows.map { row in
            ForecastFigure(
                month: try row.optional("month"), category: try row.get("forecast_category"),
                deals: try row.get("deals"),
                value: try row.money("value", context), weighted: try row.money("weighted", context),
                learned: try row.money("learned", context))
        }
    }

    func history(
        _ period: SalesPeriod, pipeline: ID<Pipeline>?, since: LocalDate, _ context: Context
    ) async throws -> [ForecastPoint] {
        let rows = try await database.query(
            context,
            """
            select day, forecast_category, sum(value_minor)::bigint as value, sum(weighted_minor)::bigint as weighted
            from forecast_snapshots where org_id = app_org() and day >= \(since) and status in ('open', 'won')
              and currency = \(context.currency.code) and month between \(period.first) and \(period.last)
              and (\(pipeline)::uuid is null or pipeline_id = \(pipeline)::uuid)
            group by 1, 2 order by 1, 2
            """)
        return try rows.map { row in
            ForecastPoint(
                day: try row.get("day"), category: try row.get("forecast_category"),
                value: try row.money("value", context), weighted: try row.money("weighted", context))
        }
    }

    func stages(pipeline: ID<Pipeline>?, _ context: Context) async throws -> [StageFigure] {
        let rows = try await database.query(
            context,
            """
            select s.id, s.pipeline_id, s.name, s.kind, s.tone, coalesce(r.deals, 0) as deals,
              coalesce(r.value, 0) as value, coalesce(r.weighted, 0) as weighted
            from pipeline_stages s join pipelines p on p.org_id = s.org_id and p.id = s.pipeline_id
            left join (select stage_id, sum(deals)::bigint as deals, sum(value_minor)::bigint as value,
                sum(weighted_minor)::bigint as weighted
              from deal_rollups where org_id = app_org() and status <> 'passed' and currency = \(context.currency.code)
              group by 1) r on r.stage_id = s.id
            where s.org_id = app_org() and s.deleted_at is null and p.deleted_at is null
              and (\(pipeline)::uuid is null or s.pipeline_id = \(pipeline)::uuid)
            order by p.position, p.id, s.position, s.id
            """)
        return try rows.map { row in
            StageFigure(
                stage: try row.get("id"), pipeline: try row.get("pipeline_id"), name: try row.get("name"),
                kind: try row.get("kind"), tone: try row.get("tone"), deals: try row.get("deals"),
                value: try row.money("value", context), weighted: try row.money("weighted", context))
        }
    }

    func outcomes(
        _ period: SalesPeriod, by grouping: OutcomeGrouping, pipeline: ID<Pipeline>?, _ context: Context
    ) async throws -> [OutcomeFigure] {
        let group = grouping.sql
        let rows = try await database.query(
            context,
            """
            select r.key, \(group.label) as label, r.won, r.lost, r.won_value, r.lost_value, r.seconds
            from (select \(group.key) as key, coalesce(sum(deals) filter (where status = 'won'), 0)::bigint as won,
                coalesce(sum(deals) filter (where status = 'lost'), 0)::bigint as lost,
                coalesce(sum(value_minor) filter (where status = 'won'), 0)::bigint as won_value,
                coalesce(sum(value_minor) filter (where status = 'lost'), 0)::bigint as lost_value,
                (sum(seconds) filter (where status = 'won'))::float8 as seconds
              from deal_rollups where org_id = app_org() and status in ('won', 'lost')
                and currency = \(context.currency.code) and month between \(period.first) and \(period.last)
                and (\(pipeline)::uuid is null or pipeline_id = \(pipeline)::uuid)
              group by 1 having sum(deals) <> 0) r \(group.join)
            order by \(grouping == .month ? "r.key" : "r.won_value desc, r.won desc, label" as SQL)
            """)
        return try rows.map { row in
            let won: Int = try row.get("won")
            let seconds: Double? = try row.optional("seconds")
            return OutcomeFigure(
                key: try row.optional("key"), label: try row.get("label"), won: won, lost: try row.get("lost"),
                wonValue: try row.money("won_value", context), lostValue: try row.money("lost_value", context),
                daysToWin: won > 0 ? seconds.map { $0 / Double(won) / 86_400 } : nil)
        }
    }

    func velocity(_ period: SalesPeriod, pipeline: ID<Pipeline>?, _ context: Context) async throws -> [StageVelocity] {
        let rows = try await database.query(
            context,
            """
            select s.id, s.name, r.passages, r.seconds from (select stage_id, sum(passages)::bigint as passages,
                sum(seconds)::float8 as seconds
              from deal_rollups where org_id = app_org() and status = 'passed'
                and month between \(period.first) and \(period.last)
                and (\(pipeline)::uuid is null or pipeline_id = \(pipeline)::uuid)
              group by 1 having sum(passages) > 0) r
            join pipeline_stages s on s.org_id = app_org() and s.id = r.stage_id
            where s.kind = 'open' order by s.pipeline_id, s.position, s.id
            """)
        return try rows.map { row in
            let passages: Int = try row.get("passages")
            return StageVelocity(
                stage: try row.get("id"), name: try row.get("name"), passages: passages,
                averageDays: try row.get("seconds", as: Double.self) / Double(passages) / 86_400)
        }
    }
}

extension OutcomeGrouping {
    /// The column to group by, where the label comes from, and its words.
    fileprivate var sql: (key: SQL, label: SQL, join: SQL) {
        switch self {
        case .month: ("to_char(month, 'YYYY-MM-DD')", "r.key", "")
        case .source: ("source", "r.key", "")
        case .owner:
            (
                "owner_id::text", "coalesce(m.name, 'Nobody')",
                "left join members m on m.org_id = app_org() and m.id = r.key::uuid"
            )
        case .reason:
            (
                "loss_reason_id::text", "coalesce(l.name, 'Won')",
                "left join loss_reasons l on l.org_id = app_org() and l.id = r.key::uuid"
            )
        case .pipeline:
            (
                "pipeline_id::text", "coalesce(p.name, 'Removed')",
                "left join pipelines p on p.org_id = app_org() and p.id = r.key::uuid"
            )
        }
    }
}

extension Row {
    /// An amount of the organisation's currency.
    fileprivate func money(_ column: String, _ context: Context) throws -> Money {
        Money(minor: try get(column), context.currency)
    }
}
