public import Core

/// A stretch of time somebody asked for.
public struct SpokenWindow: Codable, Sendable, Hashable {
    /// How it was named.
    public enum Precision: String, Codable, Sendable, Hashable, CaseIterable {
        /// "at 2:30": one hour from then.
        case time
        /// "afternoon", "after four", "between nine and eleven".
        case partOfDay = "part_of_day"
        /// "on Friday": from midnight to midnight.
        case day
        /// "next week".
        case span
        /// "as soon as possible": two weeks from now.
        case vague
    }

    public var range: Range<Instant>
    public var precision: Precision
    /// 0…1; below 0.6 it is worth asking.
    public var certainty: Double

    public init(range: Range<Instant>, precision: Precision, certainty: Double) {
        self.range = range
        self.precision = precision
        self.certainty = certainty
    }
}
