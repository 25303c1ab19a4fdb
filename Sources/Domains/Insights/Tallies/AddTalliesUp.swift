internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Adds up the lines that changes have left in the tallies, so that there is one for each day and kind. A day that
/// is still busy may keep a few.
enum AddTalliesUp {
    static let name = "insights.add-tallies-up"

    static let sql: SQL = """
        with many as (
          select day, source, status, owner_id from customer_tallies where org_id = app_org()
          group by 1, 2, 3, 4 having count(*) > 1 limit 20000),
        gone as (
          delete from customer_tallies t using many m
          where t.org_id = app_org() and t.day = m.day and t.source = m.source and t.status = m.status
            and t.owner_id is not distinct from m.owner_id
          returning t.day, t.source, t.status, t.owner_id, t.count)
        insert into customer_tallies (org_id, id, day, source, status, owner_id, count)
        select app_org(), uuid_v7(), day, source, status, owner_id, sum(count) from gone
        group by 3, 4, 5, 6 having sum(count) <> 0
        """

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3) { run in
            _ = try await store.work(run.context, name) { work in
                try await work.query(sql)
            }
        }
    }

    /// Each hour. Throws if the schedule is malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("17 * * * *"), scope: .perOrganisation, kind: name)
    }
}
