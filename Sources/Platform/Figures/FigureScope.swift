public import Core
public import Postgres

/// For whom, over which days and narrowed by what a figure or report is read.
public struct FigureScope: Sendable {
    public let context: Context
    public let period: Period
    /// Values of the filters in use, by the filter's name; checked against what the filter offers.
    public let filters: [String: String]

    public init(_ context: Context, _ period: Period, filters: [String: String] = [:]) {
        self.context = context
        self.period = period
        self.filters = filters
    }

    public var today: LocalDate { context.zone.local(context.now).date }
    public var zone: Zone { context.zone }

    /// The instant at which `day` begins in the organisation's zone.
    public func start(_ day: LocalDate) -> Instant { zone.startOfDay(day) }

    /// `column >= … and column < …` for the period and, with `comparing`, for the one before it too.
    public func within(_ column: SQL, comparing: Bool = false) -> SQL {
        let from = comparing ? min(period.before.from, period.from) : period.from
        return "\(column) >= \(start(from)) and \(column) < \(start(period.to.adding(days: 1)))"
    }

    /// The same for a column that holds a date.
    public func withinDates(_ column: SQL, comparing: Bool = false) -> SQL {
        let from = comparing ? min(period.before.from, period.from) : period.from
        return "\(column) >= \(from) and \(column) <= \(period.to)"
    }

    /// The local day of a time.
    public func day(_ column: SQL) -> SQL { "(\(column) at time zone \(zone.name))::date" }

    /// The first day of the chart's point into which a date falls.
    public func bucket(_ date: SQL) -> SQL {
        SQL(trusted: "date_trunc('\(period.grain.rawValue)', ") + date + "::timestamp)::date"
    }

    /// ` and column = filter` where the filter is in use.
    public func narrowed(_ filter: String, _ column: SQL, cast: String = "text") -> SQL {
        guard let value = filters[filter] else { return "" }
        return " and \(column) = \(value)" + SQL(trusted: "::" + cast)
    }
}
