public import Core

/// Something besides the plan that narrows an organisation's channels: a row that somebody, or a check, put there.
/// A new kind is a case here and the words and effects that go with it; nothing else knows the kinds.
public struct Restriction: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        /// The admins' switch against abuse.
        case lockdown
        /// Part of a lockdown, where asked for: programs with keys are kept out too.
        case keysPaused = "keys_paused"
        /// Nobody has answered the mail that proves the owner's address.
        case unverified
        /// The operator looks into abuse.
        case suspended

        /// Who may put it there and take it away besides Mainline itself.
        public var isTheirs: Bool { self == .lockdown || self == .keysPaused }
    }

    public let kind: Kind
    public let since: Instant
    /// Over by itself then; nil if somebody must lift it.
    public let until: Instant?
    /// Why, in the words of whoever put it there.
    public let note: String?

    public init(_ kind: Kind, since: Instant, until: Instant? = nil, note: String? = nil) {
        self.kind = kind
        self.since = since
        self.until = until
        self.note = note
    }

    public func holds(at now: Instant) -> Bool { until.map { now < $0 } ?? true }

    var reason: ChannelReason {
        ChannelReason(
            code: kind.rawValue, title: kind.title, explanation: note.map { "“\($0)”" } ?? kind.explanation,
            since: since, until: until, wayOn: kind.wayOn, effects: kind.effects)
    }
}

extension Restriction.Kind {
    public var title: String {
        switch self {
        case .lockdown: "Locked down"
        case .keysPaused: "API keys are paused"
        case .unverified: "The owner's e-mail address is not confirmed"
        case .suspended: "Suspended by the operator"
        }
    }

    var explanation: String {
        switch self {
        case .lockdown: "Somebody in charge shut the organisation's channels against abuse."
        case .keysPaused: "Programs with keys are kept out as part of a lockdown."
        case .unverified: "Follow the link in the mail we sent; until then nothing leaves the organisation."
        case .suspended: "The operator of this installation looks into something. They have written to the owner."
        }
    }

    var wayOn: ChannelReason.WayOn? {
        switch self {
        case .lockdown, .keysPaused: .init("Open lockdown", "/settings/lockdown")
        case .unverified: .init("Send the mail again", "/account/profile")
        case .suspended: nil
        }
    }

    /// What each kind leaves of each channel; in docs/plans.md too.
    public var effects: [Channel: ChannelEffect] {
        switch self {
        case .lockdown:
            [.voice: .degraded, .sms: .degraded, .chat: .blocked, .outboundCall: .blocked, .automation: .blocked]
        case .keysPaused: [.api: .blocked]
        case .unverified: [.sms: .degraded, .email: .degraded, .outboundCall: .blocked, .automation: .blocked]
        case .suspended:
            [
                .voice: .degraded, .sms: .degraded, .email: .degraded, .chat: .blocked, .api: .degraded,
                .outboundCall: .blocked, .automation: .blocked,
            ]
        }
    }
}
