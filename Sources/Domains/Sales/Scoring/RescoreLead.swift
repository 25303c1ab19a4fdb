internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Scores leads anew: one that was changed at once, all open ones nightly and when the rules change.
enum RescoreLead {
    static let name = "leads.rescore"
    private static let batch = 500

    static let subscription = Subscription(
        "sales.rescore-lead", to: "lead.updated", "lead_score_rule.created", "lead_score_rule.updated",
        "lead_score_rule.deleted", "lead_score_rule.restored"
    ) { event, context, store in
        try await store.work(context, "leads.score") { work in
            guard event.recordKind == "leads" else {
                return try work.enqueue(NewJob(name, serialisationKey: name))
            }
            let rows = try await work.query(
                """
                select \(LeadScore.columns) from leads l where l.org_id = app_org() and l.id = \(event.recordID)
                  and l.deleted_at is null for update
                """)
            try await LeadScore.load(in: work).write(rows, in: work)
        }
    }

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, concurrency: 1) { run in try await all(run.context, store) }
    }

    static func all(_ context: Context, _ store: RecordStore) async throws {
        var last: Identifier? = nil
        repeat {
            let start = last
            last = try await store.work(context, name) { try await rescore(after: start, in: $0) }
        } while last != nil
    }

    private static func rescore(after start: Identifier?, in work: Work) async throws -> Identifier? {
        let rows = try await work.query(
            """
            select \(LeadScore.columns) from leads l where l.org_id = app_org() and l.deleted_at is null
              and l.status in ('new', 'contacted', 'qualified') and (\(start)::uuid is null or l.id > \(start)::uuid)
            order by l.id limit \(batch) for update
            """)
        try await LeadScore.load(in: work).write(rows, in: work)
        return rows.count < batch ? nil : try rows[rows.count - 1].get("id")
    }
}
