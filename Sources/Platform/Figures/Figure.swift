public import Core
public import Postgres

/// A number the business is steered by, defined once: what it is called, how it is worked out, which way is good, and
/// the list behind it. Pages, exports and targets come from it.
public struct Figure: Sendable {
    public enum Unit: String, Sendable {
        case count, money, percent, days, minutes
    }

    /// Which way is welcome.
    public enum Wanted: Sendable { case more, less, neither }

    /// What is read.
    public enum Source: Sendable {
        /// How things stand now: a row with `value`, and for money one per `currency`.
        case now(@Sendable (FigureScope) -> SQL)
        /// What happened: rows with `day` (a date), `value`, and `weight` for a mean or share (value over weight). They
        /// cover the period and the one before it.
        case flow(@Sendable (FigureScope) -> SQL)
    }

    /// `sales.won-value`
    public let name: String
    public let title: String
    /// How it is worked out, in words.
    public let formula: String
    public let unit: Unit
    public let wanted: Wanted
    public let access: Access
    /// The role that answers for it, in words.
    public let answers: String
    public let source: Source
    /// The list behind it.
    public let path: @Sendable (FigureScope) -> String

    public init(
        _ name: String, _ title: String, formula: String, unit: Unit = .count, wanted: Wanted = .more,
        access: Access = .staff, answers: String = "Owner", source: Source,
        path: @escaping @Sendable (FigureScope) -> String
    ) {
        self.name = name
        self.title = title
        self.formula = formula
        self.unit = unit
        self.wanted = wanted
        self.access = access
        self.answers = answers
        self.source = source
        self.path = path
    }

    public func sql(_ scope: FigureScope) -> SQL {
        switch source {
        case .now(let sql), .flow(let sql): .plannedAnew(sql(scope))
        }
    }
}
