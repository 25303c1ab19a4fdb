internal import Core
internal import Postgres
internal import Records

/// What happens with a customer keeps their open deals from counting as stalled.
enum NoteDealActivity {
    static let subscription = Subscription(
        "sales.note-deal-activity", to: "activity.completed", "note.created", "call.ended", "message.sent",
        "message.received"
    ) { event, context, store in
        let deal = event.payload.object?["deal_id"]?.string.flatMap { Identifier($0) }
        guard deal != nil || event.customer != nil else { return }
        try await store.work(context, "deals.note-activity") { work in
            _ = try await work.query(
                """
                update deals set last_activity_at = \(event.at)
                where org_id = app_org() and deleted_at is null and status = 'open'
                  and (id = \(deal)::uuid or (\(deal)::uuid is null and customer_id = \(event.customer)))
                  and coalesce(last_activity_at, '-infinity') < \(event.at)
                """)
        }
    }
}
