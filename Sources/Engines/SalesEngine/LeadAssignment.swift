public import Core

/// Chooses who takes a lead: of those who fit it, whoever is furthest below their share; of equals the higher priority,
/// then whoever has waited longest.
public enum LeadAssignment {
    /// Somebody who takes leads.
    public struct Rep: Sendable, Hashable {
        public let id: Identifier
        public let isAvailable: Bool
        /// A share, at least 1.
        public let weight: Int
        public let priority: Int
        /// Open leads at most; nil for no limit.
        public let capacity: Int?
        /// Beginnings of postcodes or numbers, names of regions or towns; none means everywhere.
        public let territories: [String]
        public let skills: [String]
        public var openLeads: Int
        /// Leads given since the shares were last even.
        public var assigned: Int
        public var lastAssignedAt: Instant?

        public init(
            id: Identifier, isAvailable: Bool = true, weight: Int = 1, priority: Int = 0, capacity: Int? = nil,
            territories: [String] = [], skills: [String] = [], openLeads: Int = 0, assigned: Int = 0,
            lastAssignedAt: Instant? = nil
        ) {
            self.id = id
            self.isAvailable = isAvailable
            self.weight = max(1, weight)
            self.priority = priority
            self.capacity = capacity
            self.territories = territories
            self.skills = skills
            self.openLeads = openLeads
            self.assigned = assigned
            self.lastAssignedAt = lastAssignedAt
        }
    }

    /// What is known of the lead.
    public struct Lead: Sendable, Hashable {
        public let source: String
        public let phone: String?
        /// Town, region and postcode.
        public let places: [String]
        public let tags: [String]
        public let score: Int

        public init(source: String, phone: String?, places: [String], tags: [String], score: Int) {
            self.source = source
            self.phone = phone
            self.places = places
            self.tags = tags
            self.score = score
        }
    }

    /// What leads of a kind ask of whoever takes them.
    public struct Rule: Sendable, Hashable {
        public let name: String
        public let sources: [String]
        public let territories: [String]
        public let tags: [String]
        public let minimumScore: Int?
        public let skills: [String]
        public let member: Identifier?

        public init(
            name: String, sources: [String] = [], territories: [String] = [], tags: [String] = [],
            minimumScore: Int? = nil, skills: [String] = [], member: Identifier? = nil
        ) {
            self.name = name
            self.sources = sources
            self.territories = territories
            self.tags = tags
            self.minimumScore = minimumScore
            self.skills = skills
            self.member = member
        }
    }

    public struct Choice: Sendable, Hashable {
        /// nil: nobody fits now, for the reasons given.
        public let rep: Identifier?
        /// Sentences that say why.
        public let reasons: [String]
    }

    public static func choose(_ lead: Lead, among reps: [Rep], by rules: [Rule]) -> Choice {
        let rule = rules.first { fits(lead, $0) }
        var reasons = rule.map { ["Rule “\($0.name)” fits."] } ?? []
        let sieves: [(words: String, keeps: (Rep) -> Bool)] = [
            ("Nobody takes leads yet.", { _ in true }),
            ("Whom the rule names does not take leads.", { rule?.member == nil || $0.id == rule?.member }),
            (
                "Nobody has the skills asked for: \(rule?.skills.joined(separator: ", ") ?? "").",
                { rep in (rule?.skills ?? []).allSatisfy { skill in rep.skills.contains { same($0, skill) } } }
            ),
            ("Nobody serves this territory.", { $0.territories.isEmpty || isIn($0.territories, lead) }),
            ("Nobody who fits takes leads at the moment.", { $0.isAvailable }),
            (
                "All who fit have as many open leads as they can take.",
                { rep in rep.capacity.map { rep.openLeads < $0 } ?? true }
            ),
        ]
        var fitting = reps
        for sieve in sieves {
            fitting = fitting.filter(sieve.keeps)
            if fitting.isEmpty { return Choice(rep: nil, reasons: reasons + [sieve.words]) }
        }
        guard let next = fitting.min(by: { comes($0, before: $1, fitting) }) else {
            return Choice(rep: nil, reasons: [])
        }
        if !next.territories.isEmpty { reasons.append("Serves the lead's territory.") }
        reasons.append(why(next, among: fitting))
        return Choice(rep: next.id, reasons: reasons)
    }

    /// How many leads somebody is short of their share, with the one to be given counted in; in 1/total weights, so that
    /// it is exact.
    static func shortfall(_ rep: Rep, _ fitting: [Rep]) -> Int {
        let weights = fitting.reduce(0) { $0 + $1.weight }
        let given = fitting.reduce(1) { $0 + $1.assigned }
        return rep.weight * given - rep.assigned * weights
    }

    private static func comes(_ a: Rep, before b: Rep, _ fitting: [Rep]) -> Bool {
        let (short, other) = (shortfall(a, fitting), shortfall(b, fitting))
        if short != other { return short > other }
        if a.priority != b.priority { return a.priority > b.priority }
        let (last, otherLast) = (a.lastAssignedAt, b.lastAssignedAt)
        if last != otherLast {
            guard let last else { return true }
            guard let otherLast else { return false }
            return last < otherLast
        }
        return a.id < b.id
    }

    private static func why(_ rep: Rep, among fitting: [Rep]) -> String {
        guard fitting.count > 1 else { return "The only one who fits." }
        let short = shortfall(rep, fitting)
        let equals = fitting.filter { shortfall($0, fitting) == short }
        if equals.count == 1 {
            return
                "Furthest below their share: \(rep.assigned) given, a share of \(rep.weight) in \(fitting.reduce(0) { $0 + $1.weight })."
        }
        if equals.allSatisfy({ $0.id == rep.id || $0.priority < rep.priority }) {
            return "As far below their share as others, with the highest priority."
        }
        return "As far below their share as others, and longest without a new lead."
    }

    private static func fits(_ lead: Lead, _ rule: Rule) -> Bool {
        (rule.sources.isEmpty || rule.sources.contains { same($0, lead.source) })
            && (rule.territories.isEmpty || isIn(rule.territories, lead))
            && rule.tags.allSatisfy { tag in lead.tags.contains { same($0, tag) } }
            && (rule.minimumScore.map { lead.score >= $0 } ?? true)
    }

    /// Digits are the beginning of a postcode or number (`787`, `512`, `+1512`), words the name of a town or region.
    private static func isIn(_ territories: [String], _ lead: Lead) -> Bool {
        territories.contains { territory in
            let wanted = compact(territory)
            guard !wanted.isEmpty else { return false }
            if wanted.contains(where: \.isNumber) {
                let digits = wanted.filter(\.isNumber)
                let number = lead.phone.map { $0.filter(\.isNumber) } ?? ""
                return lead.places.contains { compact($0).hasPrefix(wanted) }
                    || (wanted.allSatisfy(\.isNumber) && (number.hasPrefix(digits) || isAreaCode(digits, of: number)))
            }
            return lead.places.contains { same($0, territory) }
        }
    }

    /// A three-digit code behind North America's 1.
    private static func isAreaCode(_ digits: String, of number: String) -> Bool {
        digits.count == 3 && number.count == 11 && number.hasPrefix("1") && number.dropFirst().hasPrefix(digits)
    }

    private static func compact(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func same(_ a: String, _ b: String) -> Bool { compact(a) == compact(b) }
}
