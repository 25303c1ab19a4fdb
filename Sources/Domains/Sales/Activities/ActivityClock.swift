internal import Core
internal import Jobs
internal import Notifications
internal import Postgres
internal import Records

/// Looks each minute at which activities have to be reminded of and which have fallen overdue.
struct ActivityClock: Sendable {
    static let jobKind = "activities.clock"
    private static let batch = 200

    let store: RecordStore

    var kind: JobKind {
        JobKind(Self.jobKind, maxAttempts: 1, timeLimit: .minutes(5), concurrency: 1) { run in
            for organisation in try await due(store.clock.now) {
                try await ring(
                    try await store.systemContext(organisation, actor: "activities", correlation: run.correlation))
            }
        }
    }

    /// Throws if the schedule is malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(jobKind, try CronSchedule("* * * * *"), scope: .platform, kind: jobKind)
    }

    private func due(_ now: Instant) async throws -> [ID<Organisation>] {
        try await store.database.systemQuery(
            .jobs,
            """
            select org_id from activities where remind_at <= \(now) and remind_at is not null and reminded_at is null
              and status in ('open', 'overdue') and deleted_at is null
            union
            select org_id from activities where starts_at <= \(now) and status = 'open' and deleted_at is null
              and coalesce(ends_at, starts_at) <= \(now)
            """
        ).map { try $0.get("org_id") }
    }

    /// One organisation's: each activity in the transaction that notes that it was done, so that it is done once.
    func ring(_ context: Context) async throws {
        while try await store.work(context, "activities.remind", { try await remind(in: $0) }) == Self.batch {}
        while try await store.work(context, "activities.fall-due", { try await fallDue(in: $0) }) == Self.batch {}
    }

    private func remind(in work: Work) async throws -> Int {
        let rows = try await work.query(
            """
            update activities a set reminded_at = \(work.now) from (
              select id from activities where org_id = app_org() and remind_at <= \(work.now) and remind_at is not null
                and reminded_at is null and status in ('open', 'overdue') and deleted_at is null
              order by remind_at limit \(Self.batch) for update skip locked
            ) due where a.org_id = app_org() and a.id = due.id
            returning a.id, a.subject, a.kind, a.starts_at, a.owner_id, a.place,
              (select name from customers c where c.org_id = a.org_id and c.id = a.customer_id) as customer
            """)
        for row in rows {
            guard let owner: ID<User> = try row.optional("owner_id") else { continue }
            let id: Identifier = try row.get("id")
            let starts: Instant = try row.get("starts_at")
            let parts = [
                work.context.zone.local(starts).time.description, try row.optional("customer", as: String.self),
                try row.optional("place", as: String.self),
            ]
            try await Notifications.notify(
                owner,
                NewNotification(
                    SalesNotifications.activityReminder, try row.get("subject"),
                    body: parts.compactMap { $0 }.joined(separator: " · "), path: "/activities/\(id)",
                    key: "activity.reminder/\(id)/\(starts)"), in: work)
        }
        return rows.count
    }

    private func fallDue(in work: Work) async throws -> Int {
        let rows = try await work.query(
            """
            update activities a set status = 'overdue' from (
              select id from activities where org_id = app_org() and starts_at <= \(work.now) and status = 'open'
                and deleted_at is null and coalesce(ends_at, starts_at) <= \(work.now)
              order by starts_at limit \(Self.batch) for update skip locked
            ) due where a.org_id = app_org() and a.id = due.id
            returning a.id, a.subject, a.starts_at, a.owner_id, a.customer_id
            """)
        for row in rows {
            let id: Identifier = try row.get("id")
            let subject: String = try row.get("subject")
            try work.emit(
                "activity.overdue", "activities", id, customer: try row.optional("customer_id"),
                ["subject": .string(subject)])
            guard let owner: ID<User> = try row.optional("owner_id") else { continue }
            try await Notifications.notify(
                owner,
                NewNotification(
                    SalesNotifications.activityOverdue, "Overdue: \(subject)", path: "/activities/\(id)", tone: "warn",
                    key: "activity.overdue/\(id)/\(try row.get("starts_at", as: Instant.self))"), in: work)
        }
        return rows.count
    }
}
