public import Core

/// A stretch of days that figures are added up over, with the one before it to compare with.
public struct Period: Sendable, Hashable {
    /// The stretches a person may choose by name.
    public enum Name: String, Sendable, CaseIterable {
        case today, week, month, quarter, year
        case last7 = "7d"
        case last30 = "30d"
        case last90 = "90d"
        case last12Months = "12m"
        case lastMonth = "last-month"
        case lastYear = "last-year"

        public var title: String {
            switch self {
            case .today: "Today"
            case .week: "This week"
            case .month: "This month"
            case .quarter: "This quarter"
            case .year: "This year"
            case .last7: "Last 7 days"
            case .last30: "Last 30 days"
            case .last90: "Last 90 days"
            case .last12Months: "Last 12 months"
            case .lastMonth: "Last month"
            case .lastYear: "Last year"
            }
        }
    }

    /// The width of one point of a chart.
    public enum Grain: String, Sendable {
        case day, week, month
    }

    /// nil where the days were chosen one by one.
    public let name: Name?
    public let from: LocalDate
    /// The last day, included.
    public let to: LocalDate

    public init(_ name: Name, today: LocalDate) {
        self.name = name
        let (from, to) = Self.days(name, today)
        self.from = from
        self.to = to
    }

    /// Throws `Problem` 400 if the days are the wrong way round or more than ten years apart.
    public init(from: LocalDate, to: LocalDate) throws {
        guard from <= to else {
            throw Problem.badRequest("bad_period", "The first day, \(from), is after the last, \(to).")
        }
        guard to.daysSince1970 - from.daysSince1970 <= Self.longest else {
            throw Problem.badRequest("bad_period", "A period is at most ten years long.")
        }
        name = nil
        self.from = from
        self.to = to
    }

    /// Days. Ten years, with their leap days.
    private static let longest = 3653

    private static func days(_ name: Name, _ today: LocalDate) -> (LocalDate, LocalDate) {
        let monthStart = today.adding(days: 1 - today.day)
        let yearStart = monthStart.adding(months: 1 - today.month)
        switch name {
        case .today: return (today, today)
        case .week: return (today.adding(days: -today.weekday.rawValue), today)
        case .month: return (monthStart, today)
        case .quarter: return (monthStart.adding(months: -((today.month - 1) % 3)), today)
        case .year: return (yearStart, today)
        case .last7: return (today.adding(days: -6), today)
        case .last30: return (today.adding(days: -29), today)
        case .last90: return (today.adding(days: -89), today)
        case .last12Months: return (monthStart.adding(months: -11), today)
        case .lastMonth: return (monthStart.adding(months: -1), monthStart.adding(days: -1))
        case .lastYear: return (yearStart.adding(months: -12), yearStart.adding(days: -1))
        }
    }

    public var length: Int { to.daysSince1970 - from.daysSince1970 + 1 }

    /// The same stretch of the calendar before: the same days of the month before for a month under way, the same
    /// number of days otherwise.
    public var before: Period {
        let months: Int? =
            switch name {
            case .month, .lastMonth: 1
            case .quarter: 3
            case .year, .last12Months, .lastYear: 12
            default: nil
            }
        if let months {
            let start = from.adding(months: -months)
            // The day before a month's first is its predecessor's last, whatever its length.
            let isWhole = to.adding(days: 1).day == 1
            let end = isWhole ? to.adding(days: 1).adding(months: -months).adding(days: -1) : to.adding(months: -months)
            return Period(unchecked: start, end)
        }
        return Period(unchecked: from.adding(days: -length), from.adding(days: -1))
    }

    private init(unchecked from: LocalDate, _ to: LocalDate) {
        name = nil
        self.from = from
        self.to = to
    }

    /// Up to seven weeks by day, up to half a year by week, else by month.
    public var grain: Grain { length <= 49 ? .day : length <= 184 ? .week : .month }

    /// The first days of the points of a chart, oldest first, beginning with the one that `from` falls into.
    public var buckets: [LocalDate] {
        var first = start(of: from)
        var buckets: [LocalDate] = []
        while first <= to {
            buckets.append(first)
            switch grain {
            case .day: first = first.adding(days: 1)
            case .week: first = first.adding(days: 7)
            case .month: first = first.adding(months: 1)
            }
        }
        return buckets
    }

    /// The first day of the point that `day` falls into.
    public func start(of day: LocalDate) -> LocalDate {
        switch grain {
        case .day: day
        case .week: day.adding(days: -day.weekday.rawValue)
        case .month: day.adding(days: 1 - day.day)
        }
    }

    public func contains(_ day: LocalDate) -> Bool { from <= day && day <= to }
}
