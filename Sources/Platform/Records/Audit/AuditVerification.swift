public import Core
public import Jobs
internal import Postgres

/// Goes over an organisation's whole chain of seals and keeps what it found: every night, and whenever somebody asks.
public enum AuditVerification {
    private static let name = "audit.verify"

    public static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .hours(1)) { run in
            let organisation = run.context.organisation
            let found = try await AuditSealing.verify(organisation, store.database)
            let asked: ID<User>? = run.payload["asked_by"]?.string.flatMap { ID($0) }
            _ = try await store.database.systemQuery(
                .audit,
                """
                insert into audit_checks (org_id, checked_at, links, broken_position, asked_by)
                values (\(organisation), \(run.context.now), \(found.links), \(found.broken), \(asked))
                on conflict (org_id) do update set checked_at = excluded.checked_at, links = excluded.links,
                  broken_position = excluded.broken_position, asked_by = excluded.asked_by
                """)
        }
    }

    /// Throws if the schedule is malformed, which a test rules out.
    public static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("41 2 * * *"), scope: .perOrganisation, kind: name)
    }

    /// The check as a job, for the person who asks.
    public static func job(askedBy user: ID<User>?) -> NewJob {
        NewJob(name, payload: ["asked_by": user.map { .string($0.description) } ?? .null])
    }
}
