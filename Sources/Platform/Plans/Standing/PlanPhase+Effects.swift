internal import Core

extension PlanPhase {
    /// What each phase leaves of each channel. docs/plans.md shows the same table, and a test holds the two together.
    public var effects: [Channel: ChannelEffect] {
        switch self {
        case .trialing, .active, .grace: [:]
        case .trialEnded, .pastDue:
            [
                .voice: .degraded, .sms: .degraded, .chat: .degraded, .api: .degraded, .outboundCall: .blocked,
                .automation: .blocked,
            ]
        case .canceled:
            [
                .voice: .degraded, .sms: .degraded, .email: .degraded, .chat: .blocked, .api: .degraded,
                .outboundCall: .blocked, .automation: .blocked,
            ]
        }
    }
}

extension PlanTerms {
    private static let wayOn = ChannelReason.WayOn("Open plan", "/settings/plan")

    /// What is to be said of the plan; nil where there is nothing to say.
    func reason(at now: Instant) -> ChannelReason? {
        let phase = phase(at: now)
        switch phase {
        case .active: return nil
        case .trialing:
            // The last days are worth a word.
            guard let end = trialEndsAt, end - now < .days(4) else { return nil }
            return reason(
                phase, "The trial is about to end",
                "After it, calls go to voicemail and texts and automation stop until a plan is chosen.", since: nil,
                until: end)
        case .trialEnded:
            return reason(
                phase, "The trial has ended",
                "Choose a plan to go on. Nothing is lost: everything can be read and exported.", since: trialEndsAt)
        case .grace:
            return reason(
                phase, "A payment is overdue",
                "Everything goes on as usual until then; after it, calls go to voicemail and texts and automation stop.",
                since: since, until: graceUntil)
        case .pastDue:
            return reason(
                phase, "The plan is unpaid",
                "Pay what is open to go on. Nothing is lost: everything can be read and exported.",
                since: graceUntil ?? since)
        case .canceled:
            return reason(
                phase, "The plan has been canceled",
                "Choose a plan to go on. Nothing is lost: everything can be read and exported.", since: since)
        }
    }

    private func reason(
        _ phase: PlanPhase, _ title: String, _ explanation: String, since: Instant?, until: Instant? = nil
    ) -> ChannelReason {
        ChannelReason(
            code: phase.rawValue, title: title, explanation: explanation, since: since, until: until,
            wayOn: Self.wayOn, effects: phase.effects)
    }
}
