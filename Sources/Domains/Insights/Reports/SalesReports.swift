internal import Core
internal import Figures
internal import Postgres

/// What is being sold, what was won and lost, by whom and why.
enum SalesReports {
    static let all = [pipeline, forecast, winLoss, reps, lossReasons, velocity, sources]

    private static let owner = Report.Filter(
        "owner", "Owner",
        options: """
            select id::text as value, name as label from members
            where org_id = app_org() and is_active and role in ('owner', 'admin', 'manager', 'sales') order by name limit 200
            """)
    private static let pipelineFilter = Report.Filter(
        "pipeline", "Pipeline",
        options: """
            select id::text as value, name as label from pipelines
            where org_id = app_org() and deleted_at is null order by position, id limit 50
            """)

    static let pipeline = Report(
        "pipeline-by-stage", "Pipeline by stage", about: "Active deals, where they stand and what they are worth.",
        group: "Sales",
        columns: [
            .init("stage", "Stage", .text), .init("deals", "Deals", .count),
            .init("value", "Value", .money, charted: true),
            .init("weighted", "Weighted", .money, charted: true), .init("learned", "By experience", .money),
        ], drawing: .horizontal, hasPeriod: false, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select s.name as stage, sum(d.deals)::bigint as deals, sum(d.value_minor) as value, sum(d.weighted_minor) as weighted,
          sum(d.learned_minor) as learned, d.currency, '/deals?layout=table&status=eq.open&stage_id=eq.' || s.id as path
        from deal_rollups d join pipeline_stages s on s.org_id = d.org_id and s.id = d.stage_id
        join pipelines p on p.org_id = s.org_id and p.id = s.pipeline_id
        where d.org_id = app_org() and d.status = 'open'\(ClosedDeals.narrowed(scope))
        group by p.position, p.id, s.position, s.id, s.name, d.currency having sum(d.deals) > 0 order by p.position, p.id, s.position, s.id
        """
    }

    static let forecast = Report(
        "revenue-forecast", "Revenue forecast",
        about: "What active deals should bring, by the month in which they are expected to close.", group: "Sales",
        columns: [
            .init("month", "Month", .month), .init("commit", "Commit", .money, charted: true),
            .init("best_case", "Best case", .money, charted: true),
            .init("pipeline", "Pipeline", .money, charted: true),
            .init("weighted", "Weighted", .money), .init("learned", "By experience", .money),
            .init("deals", "Deals", .count),
        ], drawing: .stacked, hasPeriod: false, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select d.month, coalesce(sum(d.value_minor) filter (where d.forecast_category = 'commit'), 0) as commit,
          coalesce(sum(d.value_minor) filter (where d.forecast_category = 'best_case'), 0) as best_case,
          coalesce(sum(d.value_minor) filter (where d.forecast_category = 'pipeline'), 0) as pipeline,
          sum(d.weighted_minor) as weighted, sum(d.learned_minor) as learned, sum(d.deals)::bigint as deals,
          \(scope.context.currency)::text as currency
        from deal_rollups d
        where d.org_id = app_org() and d.status = 'open' and d.forecast_category <> 'omitted' and d.currency = \(scope.context.currency)
          and d.month >= date_trunc('month', \(scope.today)::timestamp)::date\(ClosedDeals.narrowed(scope))
        group by d.month having sum(d.deals) > 0 order by d.month limit 24
        """
    }

    static let winLoss = Report(
        "win-loss", "Won and lost", about: "Deals that came to an end, and how.", group: "Sales",
        columns: [
            .init("bucket", "From", .date), .init("won", "Won", .count, charted: true),
            .init("lost", "Lost", .count, charted: true), .init("rate", "Win rate", .percent),
            .init("won_value", "Won value", .money), .init("lost_value", "Lost value", .money),
        ], drawing: .bar, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select \(scope.bucket("d.day")) as bucket, coalesce(sum(d.deals) filter (where d.status = 'won'), 0)::bigint as won,
          coalesce(sum(d.deals) filter (where d.status = 'lost'), 0)::bigint as lost, \(rate) as rate, \(values),
          \(scope.context.currency)::text as currency
        from \(ClosedDeals(scope: scope).rows(comparing: false)) d where true\(ClosedDeals.narrowed(scope)) group by 1 order by 1
        """
    }

    private static let rate: SQL =
        "round(100.0 * coalesce(sum(d.deals) filter (where d.status = 'won'), 0) / nullif(sum(d.deals), 0), 1)"
    private static let values: SQL = """
        coalesce(sum(d.value_minor) filter (where d.status = 'won'), 0) as won_value,
          coalesce(sum(d.value_minor) filter (where d.status = 'lost'), 0) as lost_value
        """

    static let reps = Report(
        "rep-performance", "Sales by person", about: "Who has what open, and what each has won and lost.",
        group: "Sales",
        columns: [
            .init("name", "Owner", .text), .init("won_value", "Won value", .money, charted: true),
            .init("won", "Won", .count), .init("lost", "Lost", .count), .init("rate", "Win rate", .percent),
            .init("days", "Days to win", .days), .init("open", "Active deals", .count),
            .init("open_value", "Pipeline", .money, charted: true),
        ], drawing: .horizontal, filters: [pipelineFilter]
    ) { scope in
        """
        with each as (
          select d.owner_id, d.status, d.deals, d.value_minor, d.seconds
          from \(ClosedDeals(scope: scope).rows(comparing: false)) d where true\(ClosedDeals.narrowed(scope))
          union all
          select d.owner_id, 'open', d.deals, d.value_minor, 0 from deal_rollups d
          where d.org_id = app_org() and d.status = 'open' and d.currency = \(scope.context.currency)\(ClosedDeals.narrowed(scope)))
        select coalesce(m.name, 'Nobody') as name, \(values), coalesce(sum(d.deals) filter (where d.status = 'won'), 0)::bigint as won,
          coalesce(sum(d.deals) filter (where d.status = 'lost'), 0)::bigint as lost,
          round(100.0 * coalesce(sum(d.deals) filter (where d.status = 'won'), 0)
            / nullif(sum(d.deals) filter (where d.status <> 'open'), 0), 1) as rate,
          round(sum(d.seconds) filter (where d.status = 'won') / 86400.0
            / nullif(sum(d.deals) filter (where d.status = 'won'), 0), 1) as days,
          coalesce(sum(d.deals) filter (where d.status = 'open'), 0)::bigint as open,
          coalesce(sum(d.value_minor) filter (where d.status = 'open'), 0) as open_value,
          \(scope.context.currency)::text as currency,
          '/deals?layout=table&owner_id=' || coalesce('eq.' || d.owner_id, 'is.null') as path
        from each d left join members m on m.org_id = app_org() and m.id = d.owner_id
        group by d.owner_id, m.name having sum(d.deals) > 0 order by won_value desc, open_value desc, name
        """
    }

    static let lossReasons = Report(
        "loss-reasons", "Why deals are lost", about: "The reasons given, with what they cost.", group: "Sales",
        columns: [
            .init("reason", "Reason", .text), .init("deals", "Deals", .count, charted: true),
            .init("value", "Value", .money),
        ], drawing: .horizontal, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select coalesce(r.name, 'Not given') as reason, sum(d.deals)::bigint as deals, sum(d.value_minor) as value,
          \(scope.context.currency)::text as currency,
          '/deals?layout=table&status=eq.lost&loss_reason_id=eq.' || r.id as path
        from \(ClosedDeals(scope: scope).rows(comparing: false)) d
        left join loss_reasons r on r.org_id = app_org() and r.id = d.loss_reason_id
        where d.status = 'lost'\(ClosedDeals.narrowed(scope)) group by r.id, r.name having sum(d.deals) > 0 order by deals desc, reason
        """
    }

    static let velocity = Report(
        "stage-velocity", "How fast deals move", about: "Mean days in each stage, of the stays that ended.",
        group: "Sales",
        columns: [
            .init("stage", "Stage", .text), .init("days", "Mean days", .days, charted: true),
            .init("passages", "Stays", .count),
        ], drawing: .horizontal, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select s.name as stage, round(sum(d.seconds) / 86400.0 / nullif(sum(d.passages), 0), 1) as days,
          sum(d.passages)::bigint as passages
        from deal_rollups d join pipeline_stages s on s.org_id = d.org_id and s.id = d.stage_id
        where d.org_id = app_org() and d.status = 'passed' and d.month between date_trunc('month', \(scope.period.from)::timestamp)::date
          and \(scope.period.to)\(ClosedDeals.narrowed(scope))
        group by s.position, s.id, s.name having sum(d.passages) > 0 order by s.position, s.id
        """
    }

    static let sources = Report(
        "deal-sources", "Deals by source", about: "Which way of coming leads to business.", group: "Sales",
        columns: [
            .init("source", "Source", .text), .init("won_value", "Won value", .money, charted: true),
            .init("won", "Won", .count), .init("lost", "Lost", .count), .init("rate", "Win rate", .percent),
        ], drawing: .horizontal, filters: [pipelineFilter, owner]
    ) { scope in
        """
        select d.source, coalesce(sum(d.deals) filter (where d.status = 'won'), 0)::bigint as won,
          coalesce(sum(d.deals) filter (where d.status = 'lost'), 0)::bigint as lost, \(rate) as rate, \(values),
          \(scope.context.currency)::text as currency, '/deals?layout=table&source=eq.' || d.source as path
        from \(ClosedDeals(scope: scope).rows(comparing: false)) d where true\(ClosedDeals.narrowed(scope))
        group by d.source order by won_value desc, d.source
        """
    }
}
