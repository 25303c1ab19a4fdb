internal import Core
internal import Postgres
internal import Records

/// Gives the deals of a stage its new probability, category and days, where their owners have no estimate of their own.
enum FollowStage {
    static let subscription = Subscription("sales.follow-stage", to: "stage.updated") { event, context, store in
        try await store.work(context, "deals.follow-stage") { work in
            _ = try await work.query(
                """
                update deals d set stage_category = s.forecast_category,
                  forecast_category = case when d.forecast_category = coalesce(d.stage_category, d.forecast_category)
                    then s.forecast_category else d.forecast_category end,
                  stage_probability = s.probability,
                  probability = case when d.probability = d.stage_probability then s.probability else d.probability end,
                  stalls_at = greatest(d.stage_entered_at, d.last_activity_at) + s.rot_days * interval '1 day'
                from pipeline_stages s
                where s.org_id = app_org() and s.id = \(event.recordID) and s.kind = 'open' and d.org_id = app_org()
                  and d.stage_id = s.id and d.status = 'open' and d.deleted_at is null
                  and (d.stage_probability <> s.probability or d.stage_category is distinct from s.forecast_category
                    or d.stalls_at is distinct from greatest(d.stage_entered_at, d.last_activity_at) + s.rot_days * interval '1 day')
                """)
        }
    }
}
