/// What is looked at in a deal to judge its chances: words for a few features, each with few values.
public struct DealFeatures: Sendable, Hashable {
    /// `source` → `referral`
    public let values: [String: String]
    /// The ages a deal has reached, the last of which it is in. Who is young now may still grow old: an open deal is
    /// compared with those that came as far, not with those that ended there.
    public let ages: [String]

    /// - Parameters:
    ///   - valueMinor: minor units, sorted into buckets that double twice.
    ///   - ageDays: from making to closing, or to now.
    public init(source: String?, owner: String?, industry: String?, valueMinor: Int64, ageDays: Int) {
        var values: [String: String] = [:]
        values["source"] = source
        values["owner"] = owner
        values["industry"] = industry
        values["value"] = Self.valueBucket(valueMinor)
        self.values = values
        ages = Self.ageLimits.filter { ageDays >= $0.days }.map(\.words)
    }

    static func valueBucket(_ minor: Int64) -> String {
        switch minor {
        case ..<1: "none"
        case ..<50_000: "under 500"
        case ..<200_000: "500 to 2,000"
        case ..<1_000_000: "2,000 to 10,000"
        case ..<5_000_000: "10,000 to 50,000"
        default: "over 50,000"
        }
    }

    private static let ageLimits = [
        (days: 8, words: "a week and more"), (days: 31, words: "a month and more"),
        (days: 91, words: "a quarter and more"),
    ]
}
