public import Core

/// Everything that bears on what an organisation may do, as the database said a moment ago. Time is passed in: a trial
/// ends and a lockdown lifts without anything being read anew.
public struct OrganisationStanding: Sendable, Hashable {
    public let terms: PlanTerms
    /// What has been used: this month, or at all.
    public let used: [Cap: Int64]
    /// When a cap was reached.
    public let reachedAt: [Cap: Instant]
    public let restrictions: [Restriction]
    /// Whether emergencies reach the owner whatever else is shut. On unless the organisation says otherwise.
    public let emergenciesAlways: Bool

    public init(
        terms: PlanTerms, used: [Cap: Int64] = [:], reachedAt: [Cap: Instant] = [:], restrictions: [Restriction] = [],
        emergenciesAlways: Bool = true
    ) {
        self.terms = terms
        self.used = used
        self.reachedAt = reachedAt
        self.restrictions = restrictions
        self.emergenciesAlways = emergenciesAlways
    }

    /// The same with what was counted just now.
    public func counting(_ fresh: [Cap: Int64]) -> OrganisationStanding {
        OrganisationStanding(
            terms: terms, used: used.merging(fresh) { $1 }, reachedAt: reachedAt, restrictions: restrictions,
            emergenciesAlways: emergenciesAlways)
    }

    public func usage(_ cap: Cap) -> CapUsage { CapUsage(used: used[cap] ?? 0, limit: terms.limit(cap)) }

    /// What narrows something now or soon will, the gravest first. What is said on every page. A full list of members is
    /// no trouble until somebody is added, who is told then.
    public func reasons(at now: Instant) -> [ChannelReason] {
        restrictions.filter { $0.holds(at: now) }.map(\.reason) + [terms.reason(at: now)].compactMap { $0 }
            + Cap.allCases.filter { $0 != .members && usage($0).isReached }.map(reason)
    }

    /// Whether the channel may be used, with the reason that narrows it most.
    public func may(_ channel: Channel, at now: Instant) -> ChannelStanding {
        var worst: ChannelStanding = .allowed
        for reason in reasons(at: now) {
            let effect = reason.effects[channel] ?? .allowed
            guard effect > worst.effect else { continue }
            worst = effect == .blocked ? .blocked(reason) : .degraded(reason)
        }
        return worst
    }

    /// Whether an emergency heard on a channel that is narrowed is passed on all the same.
    public func emergenciesReachOwner(at now: Instant) -> Bool {
        emergenciesAlways || may(.voice, at: now).isAllowed
    }

    private func reason(_ cap: Cap) -> ChannelReason {
        let usage = usage(cap)
        let words =
            cap == .storage
            ? "The \(terms.plan.name) plan's space for files is used up."
            : "The \(terms.plan.name) plan has \(usage.limit ?? 0)" + (cap.isMonthly ? " a month." : ".")
        return ChannelReason(
            code: "cap_\(cap.rawValue)", title: "\(cap.label): the plan's limit is reached",
            explanation: cap.effects.isEmpty ? "\(words) \(cap.consequence)" : words, since: reachedAt[cap],
            wayOn: .init("Open plan", "/settings/plan"), effects: cap.effects)
    }
}
