internal import Core
internal import Interface
internal import Plans

/// What the plan and lockdowns say above every page to those who work here: what is narrowed, why, since when, and for
/// those who may go it the way on.
enum PlanBanners {
    static func banners(_ standing: OrganisationStanding, _ context: Context, at now: Instant) -> [Banner] {
        guard context.role.isStaff else { return [] }
        let isInCharge = Access.admins.allows(context.role)
        return standing.reasons(at: now).compactMap { reason in
            // A limit of which only those in charge can make anything.
            if reason.effects.isEmpty && !isInCharge { return nil }
            return Banner(
                words(reason, standing, context, at: now), tone: reason.effects.isEmpty ? .warn : .bad,
                link: isInCharge ? reason.wayOn.map { Place($0.label, $0.path) } : nil)
        }
    }

    /// "The plan is unpaid since 2 days ago. Pay what is open to go on. Narrowed: calls in, API. Off: automation."
    private static func words(
        _ reason: ChannelReason, _ standing: OrganisationStanding, _ context: Context, at now: Instant
    ) -> String {
        var parts = [reason.title + times(reason, context, at: now) + ".", reason.explanation]
        for (label, effect) in [("Narrowed", ChannelEffect.degraded), ("Off", .blocked)] {
            let names = Channel.allCases.filter { reason.effects[$0] == effect }.map(name)
            if !names.isEmpty { parts.append("\(label): \(names.joined(separator: ", ")).") }
        }
        if reason.effects[.voice] != nil {
            parts.append(
                standing.emergenciesReachOwner(at: now)
                    ? "Emergencies still reach you." : "Emergencies do not reach you: that is switched off.")
        }
        return parts.joined(separator: " ")
    }

    private static func times(_ reason: ChannelReason, _ context: Context, at now: Instant) -> String {
        let since = reason.since.map { ", since \(Moment.dayAndTime($0, context.zone))" } ?? ""
        return since + (reason.until.map { ", until \(Moment.dayAndTime($0, context.zone))" } ?? "")
    }

    private static func name(_ channel: Channel) -> String {
        channel == .api ? channel.label : channel.label.prefix(1).lowercased() + channel.label.dropFirst()
    }
}
