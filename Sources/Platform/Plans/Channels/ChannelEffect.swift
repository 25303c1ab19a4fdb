/// How far a channel is narrowed. Ordered: the greater wins where several reasons meet.
public enum ChannelEffect: Int, Sendable, Hashable, Comparable, Codable {
    case allowed, degraded, blocked

    public static func < (a: ChannelEffect, b: ChannelEffect) -> Bool { a.rawValue < b.rawValue }

    /// As written in docs/plans.md.
    public var word: String {
        switch self {
        case .allowed: "open"
        case .degraded: "narrowed"
        case .blocked: "shut"
        }
    }
}
