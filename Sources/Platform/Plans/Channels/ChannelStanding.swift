/// Whether a channel may be used now.
public enum ChannelStanding: Sendable, Hashable {
    case allowed
    /// In the narrow, safe way only: see `Channel.degradedWords`.
    case degraded(ChannelReason)
    case blocked(ChannelReason)

    public var effect: ChannelEffect {
        switch self {
        case .allowed: .allowed
        case .degraded: .degraded
        case .blocked: .blocked
        }
    }

    public var isAllowed: Bool { self == .allowed }

    public var reason: ChannelReason? {
        switch self {
        case .allowed: nil
        case .degraded(let reason), .blocked(let reason): reason
        }
    }
}
