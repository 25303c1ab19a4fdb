internal import Core
public import Jobs
internal import Postgres

/// Removes for good what is kept only for a while: answers to idempotent requests after a day; what undoes changes to
/// many records, drafts of forms and deleted records after thirty. A deleted record that others still refer to stays.
public enum RecordPurge {
    private static let name = "records.purge"
    private static let batch = 500

    public static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .minutes(10)) { _ in
            _ = try await store.database.systemQuery(
                .operations, "delete from idempotency_keys where created_at < \(store.clock.now - .days(1))")
            _ = try await store.database.systemQuery(
                .operations, "delete from bulk_changes where created_at < \(store.clock.now - .days(30))")
            _ = try await store.database.systemQuery(
                .operations, "delete from form_drafts where saved_at < \(store.clock.now - .days(30))")
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
        // Goes on from the last one seen: those that cannot go must not keep the others.
        var last = (deletedAt: Instant(seconds: 0), id: Identifier(high: 0, low: 0))
        while true {
            let rows = try await store.database.systemQuery(
                .operations,
                """
                select org_id, id, deleted_at from \(identifier: resource.name)
                where deleted_at < \(store.clock.now - .days(30)) and (deleted_at, id) > (\(last.deletedAt), \(last.id))
                order by deleted_at, id limit \(batch)
                """)
            guard rows.count > 0 else { return }
            try await purge(rows, of: resource, store)
            let end = rows[rows.count - 1]
            last = (try end.get("deleted_at"), try end.get("id"))
        }
    }

    private static func purge(_ rows: Rows, of resource: Resource, _ store: RecordStore) async throws {
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
