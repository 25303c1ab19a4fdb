public import Core
public import Jobs
internal import Notifications
internal import Postgres
public import Records

/// Counts what organisations have used, beside the work and never in it, and says when a limit is near or reached.
public struct UsageCount: Sendable {
    static let counting = "plans.count"
    static let recounting = "plans.recount"

    private let store: RecordStore
    private let measures: [UsageMeasure]

    public init(_ store: RecordStore, measures: [UsageMeasure]) {
        self.store = store
        self.measures = measures
    }

    public var kinds: [JobKind] {
        [
            JobKind(Self.counting, maxAttempts: 1, timeLimit: .minutes(5), concurrency: 1) { _ in try await count() },
            JobKind(Self.recounting, maxAttempts: 3, timeLimit: .minutes(30), concurrency: 1) { _ in
                try await count(isWhole: true)
            },
        ]
    }

    /// Each minute what is new; each night everything.
    public static func schedules() throws -> [CronEntry] {
        [
            CronEntry(counting, try CronSchedule("* * * * *"), scope: .platform, kind: counting),
            CronEntry(recounting, try CronSchedule("41 3 * * *"), scope: .platform, kind: recounting),
        ]
    }

    /// Rows of work under way carry its beginning as their time: they are counted once it is surely over.
    private static let settling: Duration = .seconds(20)

    public func count(isWhole: Bool = false) async throws {
        let until = store.clock.now - Self.settling
        var changed: Set<ID<Organisation>> = []
        for measure in measures {
            let rows = try await store.database.systemQuery(.plans, measure.count(upTo: until, isWhole: isWhole))
            changed.formUnion(try rows.map { try $0.get("org_id") })
        }
        try await judge(changed.sorted())
    }

    /// What is simply there now, such as members and files, of one organisation. Writes nothing: what is kept is counted by
    /// the clock. Throws `PostgresError`.
    public func totals(of organisation: ID<Organisation>) async throws -> [Cap: Int64] {
        var totals: [Cap: Int64] = [:]
        for measure in measures {
            guard let sql = measure.total(of: organisation) else { continue }
            totals[measure.cap] = try await store.database.systemQuery(.plans, sql).one("organisation").get("amount")
        }
        return totals
    }

    /// A limit that has been reached, or is near, or no longer is.
    private struct Verdict: Sendable {
        let organisation: ID<Organisation>
        let cap: Cap
        let usage: CapUsage
        let isNews: Bool
    }

    /// Holds the counts against the limits.
    public func judge(_ organisations: [ID<Organisation>]) async throws {
        guard !organisations.isEmpty else { return }
        let now = store.clock.now
        let verdicts = try await store.database.systemTransaction(.plans) { transaction in
            let rows = try await transaction.query(
                """
                select u.org_id, u.cap, u.period, u.amount, u.told, u.reached_at, o.plan, o.plan_state,
                  coalesce(o.plan_since, o.created_at) as plan_since, o.trial_ends_at, o.grace_until, o.plan_caps
                from plan_usage u join organisations o on o.id = u.org_id
                where u.org_id = any(\(organisations)::uuid[])
                  and u.period = date_trunc('month', \(now)::timestamptz at time zone o.zone)::date
                """)
            var verdicts: [Verdict] = []
            for row in rows {
                if let verdict = try Self.verdict(row, now, transaction) { verdicts.append(verdict) }
            }
            return verdicts
        }
        for verdict in verdicts where verdict.isNews { try await tell(verdict) }
    }

    private static func verdict(_ row: Row, _ now: Instant, _ transaction: Transaction) throws -> Verdict? {
        guard let cap = Cap(rawValue: try row.get("cap")) else { return nil }
        let usage = CapUsage(used: try row.get("amount"), limit: try StandingQuery.terms(row).limit(cap))
        let organisation: ID<Organisation> = try row.get("org_id")
        let told: Int = try row.get("told")
        let level = usage.isReached ? 100 : usage.isNear ? 80 : 0
        let before: Instant? = try row.optional("reached_at")
        let reachedAt: Instant? = usage.isReached ? before ?? now : nil
        guard level != told || (reachedAt != nil) != (before != nil) else {
            return nil
        }
        transaction.queue(
            """
            update plan_usage set told = \(level), reached_at = \(reachedAt)
            where org_id = \(organisation) and cap = \(cap.rawValue) and period = \(try row.get("period", as: LocalDate.self))
            """)
        return Verdict(organisation: organisation, cap: cap, usage: usage, isNews: level > told)
    }

    private func tell(_ verdict: Verdict) async throws {
        let context = try await store.systemContext(
            verdict.organisation, actor: "plans", correlation: "plan-\(verdict.organisation)")
        let name = verdict.cap.label
        let news = NewNotification(
            PlanNotifications.capNear,
            verdict.usage.isReached
                ? "\(name): the plan's limit is reached" : "\(name): four fifths of the plan are used",
            body: verdict.usage.isReached
                ? verdict.cap.consequence : "At the limit: \(verdict.cap.consequence)", path: "/settings/plan",
            tone: verdict.usage.isReached ? "bad" : "warn")
        try await store.work(context, "plan.tell") { work in try await Notifications.notify(.admins, news, in: work) }
    }
}
