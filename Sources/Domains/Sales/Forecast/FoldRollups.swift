internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Folds the changes that have gathered in the sums of deals into one row for each key. A sum over all rows is the same
/// before and after, also for whoever reads meanwhile.
enum FoldRollups {
    static let name = "deals.fold-rollups"
    /// Fewer changes than this are not worth the writing.
    private static let threshold = 200

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, concurrency: 1) { run in try await fold(run.context, store) }
    }

    static func fold(_ context: Context, _ store: RecordStore, threshold: Int = threshold) async throws {
        try await store.work(context, name) { work in
            let waiting = try await work.query(
                """
                select count(*) as count from (select 1 from deal_rollups where org_id = app_org() and is_delta
                  limit \(threshold)) d
                """)
            guard try waiting.one("count").get("count", as: Int.self) >= threshold else { return }
            try await work.query(
                """
                with keys as (select distinct key from deal_rollups where org_id = app_org() and is_delta),
                  gone as (delete from deal_rollups r using keys k where r.org_id = app_org() and r.key = k.key returning r.*)
                insert into deal_rollups (org_id, key, id, is_delta, pipeline_id, stage_id, status, forecast_category,
                  owner_id, source, loss_reason_id, month, currency, deals, value_minor, weighted_minor, learned_minor,
                  seconds, passages)
                select app_org(), key, uuid_v7(), false, pipeline_id, stage_id, status, forecast_category, owner_id, source,
                  loss_reason_id, month, currency, sum(deals), sum(value_minor), sum(weighted_minor), sum(learned_minor),
                  sum(seconds), sum(passages)
                from gone group by key, pipeline_id, stage_id, status, forecast_category, owner_id, source,
                  loss_reason_id, month, currency
                having sum(deals) <> 0 or sum(value_minor) <> 0 or sum(passages) <> 0
                """)
        }
    }
}
