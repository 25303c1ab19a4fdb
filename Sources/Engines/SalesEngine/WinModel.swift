internal import Glibc

/// What has been learned from deals won and lost: a naive Bayes classifier with 0.1 added to every count, so that what
/// was never seen neither decides nor divides by zero.
public struct WinModel: Sendable, Hashable {
    /// How many deals with a value of a feature were won and lost.
    public struct Tally: Sendable, Hashable {
        public var won: Int
        public var lost: Int
        public init(won: Int = 0, lost: Int = 0) {
            self.won = won
            self.lost = lost
        }
    }

    /// Why a probability is what it is.
    public struct Factor: Sendable, Hashable {
        public let feature: String
        public let value: String
        /// Above 1 speaks for winning, below against: how many times likelier the value is among deals won.
        public let ratio: Double
    }

    public struct Estimate: Sendable, Hashable {
        /// 0 to 1.
        public let probability: Double
        /// The strongest first.
        public let factors: [Factor]

        /// In percent, never certain.
        public var percent: Int { min(99, max(1, Int((probability * 100).rounded()))) }
    }

    static let smoothing = 0.1
    /// With fewer decided deals of either kind there is nothing to learn from.
    public static let minimumOfEach = 5

    public private(set) var won: Int
    public private(set) var lost: Int
    /// Feature → value → tally.
    public private(set) var tallies: [String: [String: Tally]]

    public init(won: Int = 0, lost: Int = 0, tallies: [String: [String: Tally]] = [:]) {
        self.won = won
        self.lost = lost
        self.tallies = tallies
    }

    public var isUsable: Bool { min(won, lost) >= Self.minimumOfEach }

    /// Learns from a decided deal.
    public mutating func learn(_ deal: DealFeatures, isWon: Bool, times: Int = 1) {
        if isWon { won += times } else { lost += times }
        for (feature, value) in deal.values { count(feature, value, isWon, times) }
        for age in deal.ages { count(Self.age, age, isWon, times) }
    }

    private static let age = "age"

    private mutating func count(_ feature: String, _ value: String, _ isWon: Bool, _ times: Int) {
        if isWon {
            tallies[feature, default: [:]][value, default: Tally()].won += times
        } else {
            tallies[feature, default: [:]][value, default: Tally()].lost += times
        }
    }

    /// How likely the deal is won; nil while there is too little to learn from.
    /// - Parameter factors: how many to give at most; those that hardly matter are left out.
    public func estimate(_ deal: DealFeatures, factors limit: Int = 4) -> Estimate? {
        guard isUsable else { return nil }
        var odds = log((Double(won) + Self.smoothing) / (Double(lost) + Self.smoothing))
        var factors: [Factor] = []
        var known = deal.values
        known[Self.age] = deal.ages.last
        for (feature, value) in known.sorted(by: { $0.key < $1.key }) {
            guard let values = tallies[feature] else { continue }
            let tally = values[value] ?? Tally()
            // An age has been reached or not; other features have one of several values.
            let kinds = feature == Self.age ? 2 : Double(values.count + (values[value] == nil ? 1 : 0))
            let amongWon = (Double(tally.won) + Self.smoothing) / (Double(won) + Self.smoothing * kinds)
            let amongLost = (Double(tally.lost) + Self.smoothing) / (Double(lost) + Self.smoothing * kinds)
            odds += log(amongWon / amongLost)
            factors.append(Factor(feature: feature, value: value, ratio: amongWon / amongLost))
        }
        let strongest = factors.filter { abs(log($0.ratio)) > 0.1 }.sorted {
            (abs(log($1.ratio)), $0.feature) < (abs(log($0.ratio)), $1.feature)
        }
        return Estimate(probability: 1 / (1 + exp(-odds)), factors: Array(strongest.prefix(limit)))
    }
}
