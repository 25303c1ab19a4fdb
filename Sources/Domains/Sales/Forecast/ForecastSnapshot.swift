internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Keeps what the forecast says tonight, so that tomorrow can be compared with it.
enum ForecastSnapshot {
    static let name = "deals.snapshot-forecast"

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 5) { run in
            try await take(run.context, store)
        }
    }

    /// Takes the snapshot of the organisation's day, or takes it anew.
    static func take(_ context: Context, _ store: RecordStore) async throws {
        let day = context.zone.local(context.now).date
        try await store.work(context, name) { work in
            work.queue("select plant_sales(app_org())")
            work.queue("delete from forecast_snapshots where org_id = app_org() and day = \(day)")
            // Months long closed do not change any more, nor does anybody forecast them.
            try await work.query(
                """
                insert into forecast_snapshots (org_id, day, key, pipeline_id, owner_id, status, forecast_category, month,
                  currency, deals, value_minor, weighted_minor, learned_minor)
                select app_org(), \(day), md5(concat_ws('|', pipeline_id, coalesce(owner_id::text, '-'), status,
                    forecast_category, coalesce(to_char(month, 'YYYY-MM-DD'), '-'), currency))::uuid,
                  pipeline_id, owner_id, status, forecast_category, month, currency, sum(deals), sum(value_minor),
                  sum(weighted_minor), sum(learned_minor)
                from deal_rollups where org_id = app_org() and status in ('open', 'won', 'lost')
                  and (month is null or month >= (\(day)::date - interval '3 months'))
                group by pipeline_id, owner_id, status, forecast_category, month, currency having sum(deals) <> 0
                """)
        }
    }
}
