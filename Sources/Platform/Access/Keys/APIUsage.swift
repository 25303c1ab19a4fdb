public import Core
public import Postgres

/// What keys have asked, by hour, day or month.
public struct APIUsage: Sendable {
    /// How long a stretch one row is.
    public enum Grain: String, Sendable, CaseIterable {
        case hour, day, month

        /// The longest stretch that can be asked for at once.
        public var most: Duration {
            switch self {
            case .hour: .days(9)
            case .day: .days(400)
            case .month: .days(3700)
            }
        }
    }

    /// What one key asked in one stretch.
    public struct Row: Sendable {
        public let key: Identifier
        public let name: String
        public let prefix: String
        public let startsAt: Instant
        public let requests: Int
        /// Answered with 400 or above, refused ones included.
        public let errors: Int
        /// Refused because of a limit.
        public let limited: Int
        public let bytesIn: Int
        public let bytesOut: Int
    }

    /// Rows at most.
    public static let most = 20_000

    public let grain: Grain
    public let from: Instant
    public let to: Instant
    public let key: Identifier?

    /// Throws `Problem` 422 if the stretch is empty or too long.
    public init(grain: Grain, from: Instant, to: Instant, key: Identifier? = nil) throws {
        guard from < to else { throw Problem.invalid("from", "invalid", "The beginning must lie before the end.") }
        guard to - from <= grain.most else {
            throw Problem.invalid(
                "from", "too_long",
                "By \(grain.rawValue), ask for at most \(grain.most.components.seconds / 86_400) days at once.")
        }
        self.grain = grain
        self.from = from
        self.to = to
        self.key = key
    }

    /// The oldest first. For the context of an owner or admin: others see nothing.
    public var statement: SQL {
        let own: SQL = key.map { "and u.key_id = \($0)" } ?? ""
        return """
            select u.key_id, k.name, k.prefix, u.starts_at, u.requests, u.errors, u.limited, u.bytes_in, u.bytes_out
            from api_usage u join api_keys k on k.org_id = u.org_id and k.id = u.key_id
            where u.org_id = app_org() and u.grain = \(grain.rawValue) and u.starts_at >= \(from) and u.starts_at < \(to) \(own)
            order by u.starts_at, u.key_id limit \(Self.most)
            """
    }

    public static func rows(_ rows: Rows) throws -> [Row] {
        try rows.map { row in
            Row(
                key: try row.get("key_id"), name: try row.get("name"), prefix: try row.get("prefix"),
                startsAt: try row.get("starts_at"), requests: try row.get("requests"), errors: try row.get("errors"),
                limited: try row.get("limited"), bytesIn: try row.get("bytes_in"), bytesOut: try row.get("bytes_out"))
        }
    }
}
