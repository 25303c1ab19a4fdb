public import Core

/// Says what an organisation's plan, its caps and its lockdown leave of each channel. Asked before every use, so answers
/// come from memory: a change anywhere is heard of and forgets them.
///
/// Emergencies do not ask for anything but `emergenciesReachOwner`.
public protocol ChannelGate: Sendable {
    /// Everything that bears on the organisation now. Throws `Problem` 404 if there is none, or `PostgresError`.
    func standing(of organisation: ID<Organisation>) async throws -> OrganisationStanding
    /// What is remembered of one organisation, or of all, no longer holds: whoever changed it sees the change at once.
    func forget(_ organisation: ID<Organisation>?)
}

extension ChannelGate {
    public func forget(_ organisation: ID<Organisation>?) {}

    /// Whether the organisation may use the channel now.
    public func may(
        _ channel: Channel, _ organisation: ID<Organisation>, at now: Instant
    ) async throws -> ChannelStanding {
        try await standing(of: organisation).may(channel, at: now)
    }
}

/// Everything is allowed: for tools and tests that are not about plans.
public struct OpenGate: ChannelGate {
    public init() {}

    public func standing(of organisation: ID<Organisation>) async throws -> OrganisationStanding {
        OrganisationStanding(terms: PlanTerms(plan: .unlimited, state: .active, since: Instant(seconds: 0)))
    }
}
