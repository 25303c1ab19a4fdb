internal import Contracts
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Tries leads that nobody has anew, oldest first: by the clock, and when somebody becomes available.
enum AssignWaitingLeads {
    static let name = "leads.assign-waiting"
    private static let batch = 200

    static let subscription = Subscription(
        "sales.assign-waiting", to: "sales_rep.created", "sales_rep.updated", "sales_rep.restored",
        "assignment_rule.created", "assignment_rule.updated", "assignment_rule.deleted", "lead.converted", "lead.lost"
    ) { _, context, store in
        try await store.work(context, name) { work in
            try work.enqueue(NewJob(name, serialisationKey: name))
        }
    }

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, concurrency: 1) { run in try await assign(run.context, store) }
    }

    /// Every waiting lead gets its turn: one that nobody fits does not hold up those behind it.
    static func assign(_ context: Context, _ store: RecordStore) async throws {
        var last: (Instant, Identifier)? = nil
        repeat {
            let start = last
            last = try await store.work(context, name) { work in
                let rows = try await work.query(
                    """
                    select id, created_at from leads where org_id = app_org() and owner_id is null and status = 'new'
                      and deleted_at is null
                      and (\(start?.1)::uuid is null or (created_at, id) > (\(start?.0)::timestamptz, \(start?.1)::uuid))
                    order by created_at, id limit \(batch)
                    """)
                let isAnybodyThere = try await work.query(
                    "select 1 from sales_reps where org_id = app_org() and is_available and deleted_at is null limit 1")
                guard !isAnybodyThere.isEmpty else { return nil }
                for row in rows { _ = try await LeadRouter(in: work).assign(try row.get("id")) }
                guard rows.count == batch else { return nil }
                let end = rows[rows.count - 1]
                return (try end.get("created_at"), try end.get("id"))
            }
        } while last != nil
    }
}
