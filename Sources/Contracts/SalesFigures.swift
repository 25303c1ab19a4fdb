public import Core

/// Months that figures are asked of, both included.
public struct SalesPeriod: Sendable, Hashable {
    /// The first of a month.
    public let first: LocalDate
    /// The first of the last month.
    public let last: LocalDate

    /// The months in which the two days lie.
    public init(from: LocalDate, through: LocalDate) {
        first = from.adding(days: 1 - from.day)
        last = max(first, through.adding(days: 1 - through.day))
    }
}

/// What is expected to close in a month, of one forecast category.
public struct ForecastFigure: Sendable, Hashable {
    /// The first of the month; nil for deals without an expected date.
    public let month: LocalDate?
    /// `pipeline`, `best_case`, `commit`, `closed` or `omitted`.
    public let category: String
    public let deals: Int
    public let value: Money
    /// By the probability of each deal.
    public let weighted: Money
    /// By the learned probability of each deal.
    public let learned: Money

    public init(month: LocalDate?, category: String, deals: Int, value: Money, weighted: Money, learned: Money) {
        self.month = month
        self.category = category
        self.deals = deals
        self.value = value
        self.weighted = weighted
        self.learned = learned
    }
}

/// What the forecast said on a day.
public struct ForecastPoint: Sendable, Hashable {
    public let day: LocalDate
    public let category: String
    public let value: Money
    public let weighted: Money

    public init(day: LocalDate, category: String, value: Money, weighted: Money) {
        self.day = day
        self.category = category
        self.value = value
        self.weighted = weighted
    }
}

/// What lies in a stage.
public struct StageFigure: Sendable, Hashable {
    public let stage: ID<PipelineStage>
    public let pipeline: ID<Pipeline>
    public let name: String
    /// `open`, `won` or `lost`.
    public let kind: String
    public let tone: String
    public let deals: Int
    public let value: Money
    public let weighted: Money

    public init(
        stage: ID<PipelineStage>, pipeline: ID<Pipeline>, name: String, kind: String, tone: String, deals: Int,
        value: Money, weighted: Money
    ) {
        self.stage = stage
        self.pipeline = pipeline
        self.name = name
        self.kind = kind
        self.tone = tone
        self.deals = deals
        self.value = value
        self.weighted = weighted
    }
}

/// By what deals won and lost are grouped.
public enum OutcomeGrouping: String, Sendable, CaseIterable {
    case month, owner, source, reason, pipeline
}

/// Deals won and lost, of one group.
public struct OutcomeFigure: Sendable, Hashable {
    /// The month's first day, the member's, reason's or pipeline's id, or the source; nil where there is none.
    public let key: String?
    public let label: String
    public let won: Int
    public let lost: Int
    public let wonValue: Money
    public let lostValue: Money
    /// From the making of a deal to the day it was won; nil if none was.
    public let daysToWin: Double?

    public init(
        key: String?, label: String, won: Int, lost: Int, wonValue: Money, lostValue: Money, daysToWin: Double?
    ) {
        self.key = key
        self.label = label
        self.won = won
        self.lost = lost
        self.wonValue = wonValue
        self.lostValue = lostValue
        self.daysToWin = daysToWin
    }

    /// From 0 to 1; nil if nothing was decided.
    public var winRate: Double? { won + lost == 0 ? nil : Double(won) / Double(won + lost) }
}

/// How long deals remain in a stage before they move on.
public struct StageVelocity: Sendable, Hashable {
    public let stage: ID<PipelineStage>
    public let name: String
    public let passages: Int
    public let averageDays: Double

    public init(stage: ID<PipelineStage>, name: String, passages: Int, averageDays: Double) {
        self.stage = stage
        self.name = name
        self.passages = passages
        self.averageDays = averageDays
    }
}

/// What selling comes to: read from sums that are kept as deals change, so that it costs the same for a hundred deals
/// and a million. Amounts are of the organisation's currency; deals in others are left out. A sales person's figures
/// are those of their own deals. Implemented by Sales.
public protocol SalesFigures: Sendable {
    /// Open deals by the month they are expected to close in and closed ones by the month they were, by category;
    /// as it stands, or as it stood on `day`. Open deals without a date come under no month.
    func forecast(
        _ period: SalesPeriod, pipeline: ID<Pipeline>?, on day: LocalDate?, _ context: Context
    ) async throws -> [ForecastFigure]
    /// What the nightly snapshots said of the months of `period`, from the day `since`.
    func history(
        _ period: SalesPeriod, pipeline: ID<Pipeline>?, since: LocalDate, _ context: Context
    ) async throws -> [ForecastPoint]
    /// Every stage in its order, with what lies in it.
    func stages(pipeline: ID<Pipeline>?, _ context: Context) async throws -> [StageFigure]
    /// Deals closed in `period`; months by time, other groups by the value won, the highest first.
    func outcomes(
        _ period: SalesPeriod, by grouping: OutcomeGrouping, pipeline: ID<Pipeline>?, _ context: Context
    ) async throws -> [OutcomeFigure]
    /// Of stays that ended in `period`, stages in their order.
    func velocity(_ period: SalesPeriod, pipeline: ID<Pipeline>?, _ context: Context) async throws -> [StageVelocity]
}
