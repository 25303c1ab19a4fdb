internal import Core
public import Jobs
internal import Postgres

/// Removes for good what is kept only for a while: answers to idempotent requests after a day, deleted records after
/// thirty. A deleted record that others still refer to stays.
public enum RecordPurge {
    private static let name = "records.purge"
    private static let batch = 500

    public static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .minutes(10)) { _ in
            _ = try await store.database.systemQuery(
                .operations, "delete from idempotency_keys where created_at < \(store.clock.now - .days(1))")
            for resource in store.catalogue.resources.values where resource.isSoftDeleted {
                try await purge(resource, store)
            }
        }
    }

    /// At night. Throws if the schedule is malformed, which a test rules out.
    public static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("41 2 * * *"), scope: .platform, kind: name)
    }

    private static func purge(_ resource: Resource, _ store: RecordStore) async throws {
        let rows = try await store.database.systemQuery(
            .operations,
            """
            select org_id, id from \(identifier: resource.name) where deleted_at < \(store.clock.now - .days(30))
            order by deleted_at limit \(batch)
            """)
        for row in rows {
            let (organisation, id): (Identifier, Identifier) = (try row.get("org_id"), try row.get("id"))
            do {
                _ = try await store.database.systemQuery(
                    .operations,
                    "delete from \(identifier: resource.name) where org_id = \(organisation) and id = \(id)")
            } catch let error as PostgresError where error.state == "23503" {
                continue
            }
        }
    }
}
