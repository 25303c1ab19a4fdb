public import Core

/// How an organisation stands with its plan, as the operator and later the biller write it.
public enum PlanState: String, Sendable, CaseIterable, Hashable, Codable {
    case trialing, active
    case pastDue = "past_due"
    case canceled
}

/// A state as time has it: a trial ends and a grace runs out without anybody writing it down.
public enum PlanPhase: String, Sendable, CaseIterable, Hashable {
    case trialing
    case trialEnded = "trial_ended"
    case active
    /// A payment is missing, and there is time to make it.
    case grace
    case pastDue = "past_due"
    case canceled
}

/// An organisation's plan, with its state and dates.
public struct PlanTerms: Sendable, Hashable {
    public var plan: Plan
    public var state: PlanState
    /// Since when it is in this state.
    public var since: Instant
    /// nil: a trial without an end.
    public var trialEndsAt: Instant?
    /// nil: none.
    public var graceUntil: Instant?
    /// Where they differ from the plan's; a negative number takes the limit away.
    public var overrides: [Cap: Int64]

    public init(
        plan: Plan, state: PlanState, since: Instant, trialEndsAt: Instant? = nil, graceUntil: Instant? = nil,
        overrides: [Cap: Int64] = [:]
    ) {
        self.plan = plan
        self.state = state
        self.since = since
        self.trialEndsAt = trialEndsAt
        self.graceUntil = graceUntil
        self.overrides = overrides
    }

    public func phase(at now: Instant) -> PlanPhase {
        switch state {
        case .trialing: if let end = trialEndsAt, end <= now { .trialEnded } else { .trialing }
        case .active: .active
        case .pastDue: if let end = graceUntil, now < end { .grace } else { .pastDue }
        case .canceled: .canceled
        }
    }

    /// nil: no limit.
    public func limit(_ cap: Cap) -> Int64? {
        guard let own = overrides[cap] else { return plan.caps[cap] }
        return own < 0 ? nil : own
    }
}
