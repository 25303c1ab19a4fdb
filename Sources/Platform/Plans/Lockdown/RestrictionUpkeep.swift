public import Core
public import Jobs
internal import Notifications
internal import Postgres
public import Records

/// Takes restrictions away whose time is over. They have stopped to hold by the clock already; this is for the trail.
public struct RestrictionUpkeep: Sendable {
    static let name = "plans.lift"
    private let store: RecordStore

    public init(_ store: RecordStore) { self.store = store }

    public var kind: JobKind {
        JobKind(Self.name, maxAttempts: 1, timeLimit: .minutes(2), concurrency: 1) { _ in try await lift() }
    }

    public static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("* * * * *"), scope: .platform, kind: name)
    }

    public func lift() async throws {
        let now = store.clock.now
        let rows = try await store.database.systemTransaction(.plans) { transaction in
            transaction.queue(
                "select set_config('app.actor', 'system:plans', true), set_config('app.action', 'organisation.lockdown_ended', true)"
            )
            return try await transaction.query(
                "delete from organisation_restrictions where until <= \(now) returning org_id, kind")
        }
        for row in rows where try row.get("kind", as: String.self) == Restriction.Kind.lockdown.rawValue {
            let context = try await store.systemContext(
                try row.get("org_id"), actor: "plans", correlation: "lockdown-\(now.microseconds)")
            try await store.work(context, "organisation.lockdown_ended") { work in
                try work.emit("organisation.lockdown_lifted", "organisations", work.context.organisation.value)
                try await Notifications.notify(
                    .admins,
                    NewNotification(
                        PlanNotifications.lockdown, "The lockdown has ended", path: "/settings/lockdown", tone: "good"),
                    in: work)
            }
        }
    }
}
