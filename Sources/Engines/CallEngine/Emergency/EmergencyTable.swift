/// What kind of emergency.
public enum EmergencyCategory: String, Codable, Sendable, Hashable, CaseIterable {
    case plumbing, gas, carbonMonoxide = "carbon_monoxide", fire, electrical, hvac, medical, other

    /// Life is at risk: the caller hears what to do before anything is asked.
    public var isLifeSafety: Bool {
        switch self {
        case .gas, .carbonMonoxide, .fire, .medical: true
        case .plumbing, .electrical, .hvac, .other: false
        }
    }
}

/// How sure we are.
public enum EmergencyLevel: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    case none, suspected, confirmed

    public static func < (a: EmergencyLevel, b: EmergencyLevel) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// One phrase and what it weighs.
public struct EmergencyPhrase: Codable, Sendable, Hashable {
    /// Its words, in any order, near each other; endings do not matter: `burst pipe` matches "the pipe has burst".
    /// `a|b` is either. A phrase that begins with `no`, `on` or `not` is matched word by word, as it stands.
    public var words: String
    /// −100…100; negative weights calm down. `suspectedFrom` and `confirmedFrom` say what a sum means.
    public var weight: Int
    public var category: EmergencyCategory
    /// Stable reason code: `burst_pipe`.
    public var code: String

    public init(_ words: String, _ weight: Int, _ category: EmergencyCategory, _ code: String) {
        self.words = words
        self.weight = weight
        self.category = category
        self.code = code
    }
}

/// The phrases of an organisation, editable by it.
public struct EmergencyTable: Codable, Sendable, Hashable {
    public var phrases: [EmergencyPhrase]
    /// Score from which the caller is asked whether it is an emergency.
    public var suspectedFrom: Int
    /// Score from which it is one.
    public var confirmedFrom: Int

    public init(phrases: [EmergencyPhrase], suspectedFrom: Int = 40, confirmedFrom: Int = 80) {
        self.phrases = phrases
        self.suspectedFrom = suspectedFrom
        self.confirmedFrom = confirmedFrom
    }
}
