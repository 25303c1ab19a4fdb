internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Writes down each night which quotes have outlived their last day. Until then pages say so by the date.
enum QuoteExpiry {
    private static let name = "quotes.expire"
    private static let batch = 500

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 5) { run in
            let context = run.context
            while try await store.work(context, name, { try await expire($0) }) == batch {}
        }
    }

    /// Just after midnight, by the organisation's own clock. Throws if malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("7 0 * * *"), scope: .perOrganisation, kind: name)
    }

    static func expire(_ work: Work) async throws -> Int {
        let rows = try await work.query(
            """
            update quotes q set status = 'expired' from (
              select id from quotes where org_id = app_org() and status in ('sent', 'viewed')
                and valid_until < \(work.context.today) and deleted_at is null
              order by valid_until limit \(batch) for update skip locked
            ) over where q.org_id = app_org() and q.id = over.id
            returning q.id, q.number, q.title, q.customer_id
            """)
        for row in rows {
            try work.emit(
                "quote.expired", "quotes", try row.get("id"), customer: try row.get("customer_id"),
                ["number": .string(try row.get("number")), "title": .string(try row.get("title"))])
        }
        return rows.count
    }
}
