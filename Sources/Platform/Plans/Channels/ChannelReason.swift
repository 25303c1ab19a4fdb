public import Core

/// Why channels are narrowed or shut, in words for the owner.
public struct ChannelReason: Sendable, Hashable {
    /// Where the way on leads.
    public struct WayOn: Sendable, Hashable {
        public let label: String
        public let path: String

        public init(_ label: String, _ path: String) {
            self.label = label
            self.path = path
        }
    }

    /// Stable: `past_due`, `lockdown`, `cap_calls`.
    public let code: String
    /// "The trial has ended"
    public let title: String
    /// What is done about it, and by whom it was decided: one or two sentences.
    public let explanation: String
    public let since: Instant?
    /// When it ends by itself; nil if it does not.
    public let until: Instant?
    public let wayOn: WayOn?
    /// What it does to each channel; a channel that is not named stays open.
    public let effects: [Channel: ChannelEffect]

    public init(
        code: String, title: String, explanation: String, since: Instant?, until: Instant? = nil, wayOn: WayOn? = nil,
        effects: [Channel: ChannelEffect]
    ) {
        self.code = code
        self.title = title
        self.explanation = explanation
        self.since = since
        self.until = until
        self.wayOn = wayOn
        self.effects = effects
    }

    /// What it narrows or shuts, each in a sentence, in the order of the channels.
    public var consequences: [String] {
        Channel.allCases.compactMap { channel in
            switch effects[channel] ?? .allowed {
            case .allowed: nil
            case .degraded: channel.degradedWords
            case .blocked: channel.blockedWords
            }
        }
    }
}
