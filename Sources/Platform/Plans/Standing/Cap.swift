/// What a plan limits.
public enum Cap: String, Sendable, CaseIterable, Hashable, Codable {
    /// Active members.
    case members
    /// Calls in, in a calendar month.
    case calls
    /// Text messages out, in a calendar month.
    case texts
    /// Bytes of files.
    case storage
    /// Requests by keys, in a calendar month.
    case requests

    public var label: String {
        switch self {
        case .members: "Members"
        case .calls: "Calls"
        case .texts: "Text messages"
        case .storage: "Storage"
        case .requests: "API requests"
        }
    }

    /// Whether it starts anew each month; otherwise it counts what is there.
    public var isMonthly: Bool {
        switch self {
        case .calls, .texts, .requests: true
        case .members, .storage: false
        }
    }

    /// What happens once it is reached.
    public var consequence: String {
        switch self {
        case .members: "Nobody can be added or invited until somebody leaves or the plan changes."
        case .calls: Channel.voice.degradedWords
        case .texts: Channel.sms.degradedWords
        case .storage: "Files cannot be uploaded; what is there stays."
        case .requests: Channel.api.blockedWords
        }
    }

    /// What it does to channels once it is reached.
    var effects: [Channel: ChannelEffect] {
        switch self {
        case .members, .storage: [:]
        case .calls: [.voice: .degraded]
        case .texts: [.sms: .degraded]
        case .requests: [.api: .blocked]
        }
    }
}

extension Cap {
    /// As people write so much of it: `1,204`, `3.2 GB`.
    public func amount(_ number: Int64) -> String {
        guard self == .storage else { return Self.grouped(number) }
        let units: [(Int64, String)] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")]
        guard let (size, unit) = units.first(where: { number >= $0.0 }) else { return "\(number) bytes" }
        let tenths = number * 10 / size
        return tenths % 10 == 0 || tenths >= 100 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    private static func grouped(_ number: Int64) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

/// How much of a cap has been used.
public struct CapUsage: Sendable, Hashable {
    public let used: Int64
    /// nil: no limit.
    public let limit: Int64?

    public init(used: Int64, limit: Int64?) {
        self.used = used
        self.limit = limit
    }

    public var isReached: Bool { limit.map { used >= $0 } ?? false }
    /// Four fifths: time to think about it.
    public var isNear: Bool { limit.map { !isReached && used * 5 >= $0 * 4 } ?? false }
}
