public import Core
public import Jobs
internal import Notifications
internal import Postgres
public import Records

/// Something far from usual.
public enum Anomaly {}

/// Looks every ten minutes whether the last hour was far from usual anywhere, and tells those in charge once.
public struct AnomalyWatch: Sendable {
    static let name = "plans.watch"
    /// More in one round would only bury the first ones.
    private static let limit = 500

    private let store: RecordStore
    private let rules: [AnomalyRule]

    public init(_ store: RecordStore, rules: [AnomalyRule]) {
        self.store = store
        self.rules = rules
    }

    public var kind: JobKind {
        JobKind(Self.name, maxAttempts: 1, timeLimit: .minutes(5), concurrency: 1) { _ in try await look() }
    }

    public static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("*/10 * * * *"), scope: .platform, kind: name)
    }

    public func look() async throws {
        let now = store.clock.now
        for rule in rules {
            let found = try await store.database.systemQuery(.plans, rule.observed(now - .hours(1), rule.floor))
            for row in found.prefix(Self.limit) {
                try await weigh(
                    rule, try row.get("org_id"), subject: try row.get("subject"), observed: try row.get("observed"), now
                )
            }
        }
        // What has not been seen for an hour is over, whether anybody looked or not.
        _ = try await store.database.systemQuery(
            .plans, "update anomalies set status = 'over' where status = 'open' and last_seen_at < \(now - .hours(1))")
    }

    private func weigh(
        _ rule: AnomalyRule, _ organisation: ID<Organisation>, subject: String, observed: Int64, _ now: Instant
    ) async throws {
        let rows = try await store.database.systemQuery(
            .plans, rule.usual(organisation, subject, now - .days(7), now - .hours(1)))
        let usual: Int64 = try rows.first?.optional("usual") ?? 0
        guard observed > rule.floor, observed > rule.factor * usual else { return }
        let context = try await store.systemContext(
            organisation, actor: "watch", correlation: "watch-\(now.microseconds)")
        try await store.work(context, "anomalies.raise") { work in
            let id = work.context.newID(Anomaly.self)
            let rows = try await work.query(
                """
                insert into anomalies as a (org_id, id, kind, subject, observed, usual, raised_at, last_seen_at)
                values (app_org(), \(id), \(rule.kind.rawValue), \(subject), \(observed), \(usual), \(now), \(now))
                on conflict (org_id, kind, subject) where status = 'open'
                  do update set observed = greatest(a.observed, excluded.observed), last_seen_at = excluded.last_seen_at
                returning a.id, a.version = 1 as is_new
                """)
            guard try rows.one("anomaly").get("is_new") else { return }
            try work.emit(
                "anomaly.raised", "anomalies", id.value,
                ["kind": .string(rule.kind.rawValue), "observed": .int(observed), "usual": .int(usual)])
            try await Notifications.notify(
                .admins,
                NewNotification(
                    PlanNotifications.anomaly, rule.kind.title(observed, subject),
                    body: "Usual is \(usual). If it is abuse, lock the organisation down.", path: "/settings/lockdown",
                    tone: "warn", key: "anomaly-\(id)"), in: work)
        }
    }
}
