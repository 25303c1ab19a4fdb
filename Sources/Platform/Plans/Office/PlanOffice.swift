public import Core
internal import Notifications
internal import Postgres
public import Records

/// Changes organisations' plans, which is nobody's right within them. Tells those in charge.
public struct PlanOffice: Sendable {
    private let store: RecordStore

    public init(_ store: RecordStore) { self.store = store }

    /// Makes the change and gives the terms after it. Throws `Problem` 404 or 409, or `PostgresError`.
    @discardableResult
    public func change(_ change: PlanChange, of organisation: ID<Organisation>) async throws -> PlanTerms {
        let now = store.clock.now
        let (before, after) = try await store.database.systemTransaction(.plans) { transaction in
            let row = try await transaction.query(
                """
                select plan, plan_state, coalesce(plan_since, created_at) as plan_since, trial_ends_at, grace_until, plan_caps
                from organisations where id = \(organisation) for update
                """
            ).one("organisation")
            let before = try StandingQuery.terms(row)
            let after = change.applied(to: before, at: now)
            transaction.queue(
                "select set_config('app.actor', \(change.by), true), set_config('app.action', 'plan.change', true)")
            _ = try await transaction.query(Self.update(organisation, after))
            return (before, after)
        }
        if before != after {
            try await tell(organisation, after, at: now)
            try await UsageCount(store, measures: []).judge([organisation])
        }
        return after
    }

    /// Begins the trial of an organisation that has just signed up.
    public func beginTrial(of organisation: ID<Organisation>, plan: Plan = .team, by: String) async throws {
        try await change(PlanChange(plan: plan, state: .trialing, by: by), of: organisation)
    }

    private static func update(_ organisation: ID<Organisation>, _ terms: PlanTerms) -> SQL {
        let caps = JSON.object(
            Dictionary(uniqueKeysWithValues: terms.overrides.map { ($0.rawValue, JSON.int($1)) }))
        return """
            update organisations set plan = \(terms.plan.code), plan_state = \(terms.state.rawValue), plan_since = \(terms.since),
              trial_ends_at = \(terms.trialEndsAt), grace_until = \(terms.graceUntil), plan_caps = \(caps),
              members_cap = \(terms.limit(.members).map { Int(max(1, $0)) })
            where id = \(organisation)
            """
    }

    private func tell(_ organisation: ID<Organisation>, _ terms: PlanTerms, at now: Instant) async throws {
        let context = try await store.systemContext(organisation, actor: "plans", correlation: "plan-\(organisation)")
        let reason = terms.reason(at: now)
        let news = NewNotification(
            PlanNotifications.planChanged, reason?.title ?? "The plan is \(terms.plan.name)",
            body: reason?.explanation ?? "Everything is open.", path: "/settings/plan",
            tone: reason?.effects.isEmpty == false ? "bad" : reason == nil ? "good" : "warn")
        try await store.work(context, "plan.tell") { work in try await Notifications.notify(.admins, news, in: work) }
    }
}
