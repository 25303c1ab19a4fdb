/// Adds up the points that rules give a lead, and says why.
public enum LeadScoring {
    /// What a rule asks of a field's text.
    public enum Operator: String, Sendable, CaseIterable {
        case equals = "is"
        case differs = "is_not"
        case contains
        case startsWith = "starts_with"
        case isSet = "is_set"
        case isEmpty = "is_empty"
        case atLeast = "at_least"
        case atMost = "at_most"
    }

    /// Points for something that is known of a lead.
    public struct Rule: Sendable, Hashable {
        /// The reason shown beside the score.
        public let name: String
        public let field: String
        public let comparison: Operator
        public let value: String
        /// May be below zero.
        public let points: Int

        public init(name: String, field: String, comparison: Operator, value: String, points: Int) {
            self.name = name
            self.field = field
            self.comparison = comparison
            self.value = value
            self.points = points
        }
    }

    public struct Reason: Sendable, Hashable {
        public let name: String
        public let points: Int

        public init(name: String, points: Int) {
            self.name = name
            self.points = points
        }
    }

    public struct Score: Sendable, Hashable {
        /// 0 to 100.
        public let total: Int
        /// What counted, the weightiest first.
        public let reasons: [Reason]
    }

    /// - Parameter values: what is known of the lead, by field; a list has several.
    public static func score(_ values: [String: [String]], by rules: [Rule]) -> Score {
        let reasons = rules.filter { fits(values[$0.field] ?? [], $0) && $0.points != 0 }
            .map { Reason(name: $0.name, points: $0.points) }
            .enumerated().sorted {
                (abs($1.element.points), $0.offset) < (abs($0.element.points), $1.offset)
            }.map(\.element)
        return Score(total: min(100, max(0, reasons.reduce(0) { $0 + $1.points })), reasons: reasons)
    }

    private static func fits(_ values: [String], _ rule: Rule) -> Bool {
        let known = values.map { $0.lowercased() }.filter { value in value.contains { !$0.isWhitespace } }
        let wanted = rule.value.lowercased()
        switch rule.comparison {
        case .equals: return known.contains(wanted)
        case .differs: return !known.contains(wanted)
        case .contains: return !wanted.isEmpty && known.contains { $0.contains(wanted) }
        case .startsWith: return !wanted.isEmpty && known.contains { $0.hasPrefix(wanted) }
        case .isSet: return !known.isEmpty
        case .isEmpty: return known.isEmpty
        case .atLeast, .atMost:
            guard let limit = Int(wanted) else { return false }
            return known.contains { value in
                guard let number = Int(value) else { return false }
                return rule.comparison == .atLeast ? number >= limit : number <= limit
            }
        }
    }
}
