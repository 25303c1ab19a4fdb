internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// What happens to a lead that has come in: it is scored, given to somebody, and its answer gets a time.
enum TakeInLead {
    /// Minutes of opening hours within which a lead is to be answered, unless the organisation's settings say otherwise.
    static let defaultMinutes = 60

    static func subscription(_ hours: any BusinessTime) -> Subscription {
        Subscription("sales.take-in-lead", to: "lead.created", "lead.restored") { event, context, store in
            try await store.work(context, "leads.take-in") { work in
                try await takeIn(event.recordID, hours, in: work)
            }
        }
    }

    static func takeIn(_ lead: Identifier, _ hours: any BusinessTime, in work: Work) async throws {
        let rows = try await work.query(
            """
            select \(LeadScore.columns), l.response_due_at, l.first_response_at,
              (o.settings #>> '{sales,response_minutes}') as minutes
            from leads l join organisations o on o.id = l.org_id
            where l.org_id = app_org() and l.id = \(lead) and l.deleted_at is null for update of l
            """)
        guard let row = rows.first else { return }
        try await LeadScore.load(in: work).write(rows, in: work)
        let due: Instant? = try row.optional("response_due_at")
        let status: String = try row.get("status")
        if due == nil, status == "new" {
            let minutes = try row.optional("minutes", as: String.self).flatMap { Int($0) } ?? defaultMinutes
            let time = try await hours.adding(
                minutes: max(1, min(minutes, 100_000)), to: try row.get("created_at"), in: work)
            work.queue(
                """
                update leads set response_due_at = \(time), scored_at = clock_timestamp()
                where org_id = app_org() and id = \(lead)
                """)
        }
        _ = try await LeadRouter(in: work).assign(ID(lead))
    }
}
