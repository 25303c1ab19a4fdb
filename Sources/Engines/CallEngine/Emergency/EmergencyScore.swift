/// How much what was said sounds like an emergency, and why.
public struct EmergencyScore: Codable, Sendable, Hashable {
    public var level: EmergencyLevel
    /// The strongest kind heard; nil when nothing was.
    public var category: EmergencyCategory?
    /// 0…100.
    public var score: Int
    /// Codes of the phrases heard, then `resolved`, `hypothetical`, `question`, `past` or `third_person` where those
    /// took weight away.
    public var reasons: [String]

    /// Safety words come before any question.
    public var isLifeSafety: Bool { level == .confirmed && (category?.isLifeSafety ?? false) }

    public init(level: EmergencyLevel, category: EmergencyCategory?, score: Int, reasons: [String]) {
        self.level = level
        self.category = category
        self.score = score
        self.reasons = reasons
    }

    /// Scores one utterance. In each category the heaviest phrase counts fully and the others by half; general words
    /// add to that; then what the sentence says about itself (over, only supposed, asked, past, another's) discounts it.
    public init(of text: String, table: EmergencyTable) {
        let words = Words(text)
        let matcher = EmergencyMatcher(words: words)
        var byCategory: [EmergencyCategory: [EmergencyPhrase]] = [:]
        var reasons: [String] = []
        var first = Int.max
        for phrase in table.phrases {
            guard let place = matcher.place(of: phrase) else { continue }
            byCategory[phrase.category, default: []].append(phrase)
            if !reasons.contains(phrase.code) { reasons.append(phrase.code) }
            if phrase.weight > 0, phrase.category != .other { first = min(first, place) }
        }
        let general = EmergencyScore.sum(byCategory.removeValue(forKey: .other) ?? [])
        let strongest = EmergencyCategory.allCases.filter { byCategory[$0] != nil }
            .max { EmergencyScore.weight(byCategory[$0] ?? []) < EmergencyScore.weight(byCategory[$1] ?? []) }
        let own = strongest.map { EmergencyScore.weight(byCategory[$0] ?? []) } ?? 0
        var total = Double(own + general)
        for doubt in EmergencyDoubt.allCases
        where total > 0 && doubt.applies(to: words, at: first == .max ? words.list.count : first) {
            total *= doubt.factor
            reasons.append(doubt.rawValue)
        }
        let score = min(100, max(0, Int(total)))
        self.score = score
        self.reasons = reasons
        category = strongest ?? (score > 0 ? .other : nil)
        level = score >= table.confirmedFrom ? .confirmed : score >= table.suspectedFrom ? .suspected : .none
    }

    private static func weight(_ phrases: [EmergencyPhrase]) -> Int {
        var best: [String: Int] = [:]
        for phrase in phrases { best[phrase.code] = max(best[phrase.code] ?? 0, phrase.weight) }
        let sorted = best.values.sorted(by: >)
        return (sorted.first ?? 0) + sorted.dropFirst().reduce(0, +) / 2
    }

    private static func sum(_ phrases: [EmergencyPhrase]) -> Int { phrases.reduce(0) { $0 + $1.weight } }
}
