public import Core

/// A stretch of days by its name, as of a day: `today`, `last_30_days`, `next_month`, `older_than_90_days`.
public struct RelativePeriod: Sendable, Hashable {
    /// The first day; nil: since ever.
    public let first: LocalDate?
    /// The last day; nil: for ever.
    public let last: LocalDate?

    /// Names without a number, in the order in which they are offered.
    public static let names = [
        "today", "yesterday", "tomorrow", "this_week", "last_week", "next_week", "this_month", "last_month",
        "next_month", "this_quarter", "last_quarter", "this_year", "last_year", "past", "future",
    ]
    /// Names with a number of days in place of `N`.
    public static let countedNames = [
        "last_N_days", "next_N_days", "older_than_N_days", "more_than_N_days_ahead",
    ]
    /// Days further than this from today are refused.
    public static let maximumDays = 36_500

    /// nil if there is no stretch of that name. Weeks begin on Monday.
    public init?(_ name: String, today: LocalDate) {
        func days(_ from: Int, _ to: Int) -> (LocalDate?, LocalDate?) {
            (today.adding(days: from), today.adding(days: to))
        }
        func months(_ start: LocalDate, _ offset: Int, _ length: Int) -> (LocalDate?, LocalDate?) {
            let first = start.adding(months: offset)
            return (first, first.adding(months: length).adding(days: -1))
        }
        let weekday = Int(((today.daysSince1970 + 3) % 7 + 7) % 7)
        let month = today.adding(days: 1 - today.day)
        let quarter = month.adding(months: -((today.month - 1) % 3))
        let year = month.adding(months: 1 - today.month)
        switch name {
        case "today": (first, last) = days(0, 0)
        case "yesterday": (first, last) = days(-1, -1)
        case "tomorrow": (first, last) = days(1, 1)
        case "this_week": (first, last) = days(-weekday, 6 - weekday)
        case "last_week": (first, last) = days(-weekday - 7, -weekday - 1)
        case "next_week": (first, last) = days(7 - weekday, 13 - weekday)
        case "this_month": (first, last) = months(month, 0, 1)
        case "last_month": (first, last) = months(month, -1, 1)
        case "next_month": (first, last) = months(month, 1, 1)
        case "this_quarter": (first, last) = months(quarter, 0, 3)
        case "last_quarter": (first, last) = months(quarter, -3, 3)
        case "this_year": (first, last) = months(year, 0, 12)
        case "last_year": (first, last) = months(year, -12, 12)
        case "past": (first, last) = (nil, today.adding(days: -1))
        case "future": (first, last) = (today.adding(days: 1), nil)
        default:
            guard let (shape, count) = Self.counted(name) else { return nil }
            switch shape {
            // Today counts: the last seven days are today and the six before.
            case "last_N_days": (first, last) = days(1 - count, 0)
            case "next_N_days": (first, last) = days(0, count - 1)
            case "older_than_N_days": (first, last) = (nil, today.adding(days: -count - 1))
            default: (first, last) = (today.adding(days: count + 1), nil)
            }
        }
    }

    /// `last_30_days` → `last_N_days` and 30; nil unless the name has a number of 1 to `maximumDays` where one belongs.
    public static func counted(_ name: String) -> (shape: String, days: Int)? {
        let words = name.split(separator: "_")
        guard let number = words.firstIndex(where: { $0.allSatisfy(\.isNumber) }), let days = Int(words[number]),
            (1...maximumDays).contains(days)
        else { return nil }
        let shape = words.enumerated().map { $0 == number ? "N" : String($1) }.joined(separator: "_")
        return countedNames.contains(shape) ? (shape, days) : nil
    }

    /// "in the last 30 days".
    public static func label(_ name: String) -> String {
        switch name {
        case "past": return "before today"
        case "future": return "after today"
        default:
            let words = name.spaced
            guard let (shape, days) = counted(name) else { return words }
            switch shape {
            case "last_N_days": return "in the last \(days) days"
            case "next_N_days": return "in the next \(days) days"
            case "older_than_N_days": return "more than \(days) days ago"
            default: return "more than \(days) days ahead"
            }
        }
    }
}
