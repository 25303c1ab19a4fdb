internal import Core
internal import Postgres
internal import Records
internal import Sales

/// What the nights of the demo's last quarter would have written down, and what its jobs would have learned.
struct DemoForecasts: Sendable {
    let store: RecordStore
    let context: Context

    /// Runs after the year is there.
    func load() async throws {
        try await SalesUpkeep.rescoreLeads(context, store)
        try await SalesUpkeep.learn(context, store)
        try await store.work(context, "demo.forecasts") { try await writeDown(in: $0) }
        try await SalesUpkeep.snapshotForecast(context, store)
        try await SalesUpkeep.foldRollups(context, store)
    }

    /// A snapshot for every third day: each deal as it stood then.
    private func writeDown(in work: Work) async throws {
        try await work.query(
            """
            insert into forecast_snapshots (org_id, day, key, pipeline_id, owner_id, status, forecast_category, month,
              currency, deals, value_minor, weighted_minor, learned_minor)
            select app_org(), day, md5(concat_ws('|', pipeline_id, coalesce(owner_id::text, '-'), status,
                forecast_category, coalesce(to_char(month, 'YYYY-MM-DD'), '-'), currency))::uuid,
              pipeline_id, owner_id, status, forecast_category, month, currency, count(*), sum(value_minor),
              sum(round(value_minor * probability / 100.0)), sum(round(value_minor * probability / 100.0))
            from (
              select day.day::date as day, d.pipeline_id, d.owner_id, s.kind as status, s.forecast_category, s.probability,
                date_trunc('month', case when s.kind = 'open' then d.expected_close_on else d.closed_on end)::date as month,
                d.currency, d.value_minor
              from generate_series(\(work.now)::timestamptz - interval '90 days', \(work.now)::timestamptz - interval '1 day',
                interval '1 day') as day (day)
              join deal_stage_entries e on e.org_id = app_org() and e.entered_at <= day.day
                and (e.left_at is null or e.left_at > day.day)
              join deals d on d.org_id = app_org() and d.id = e.deal_id
              join pipeline_stages s on s.org_id = app_org() and s.id = e.stage_id
            ) then_open
            group by day, pipeline_id, owner_id, status, forecast_category, month, currency
            on conflict do nothing
            """)
    }
}
