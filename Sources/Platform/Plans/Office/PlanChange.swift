public import Core

/// What the operator, and later the biller, changes of an organisation's plan. What is nil stays as it is.
public struct PlanChange: Sendable {
    public var plan: Plan?
    public var state: PlanState?
    public var trialEndsAt: Instant?
    public var graceUntil: Instant?
    /// A negative number takes the limit away; nil gives the plan's own back.
    public var overrides: [Cap: Int64?]
    /// Who changes it, for the audit trail: `operator:cli`.
    public var by: String

    public init(
        plan: Plan? = nil, state: PlanState? = nil, trialEndsAt: Instant? = nil, graceUntil: Instant? = nil,
        overrides: [Cap: Int64?] = [:], by: String
    ) {
        self.plan = plan
        self.state = state
        self.trialEndsAt = trialEndsAt
        self.graceUntil = graceUntil
        self.overrides = overrides
        self.by = by
    }

    /// How long a trial is, and how long an unpaid plan goes on, unless it is said.
    public static let usualTrial: Duration = .days(14)
    public static let usualGrace: Duration = .days(14)

    /// The terms after the change.
    func applied(to terms: PlanTerms, at now: Instant) -> PlanTerms {
        var changed = terms
        if let plan { changed.plan = plan }
        if let state, state != terms.state {
            changed.state = state
            changed.since = now
            changed.trialEndsAt = state == .trialing ? now + Self.usualTrial : nil
            changed.graceUntil = state == .pastDue ? now + Self.usualGrace : nil
        }
        if let trialEndsAt { changed.trialEndsAt = trialEndsAt }
        if let graceUntil { changed.graceUntil = graceUntil }
        for (cap, limit) in overrides { changed.overrides[cap] = limit }
        return changed
    }
}
