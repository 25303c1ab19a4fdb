/// A day in the Gregorian calendar, without a zone.
public struct LocalDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public let daysSince1970: Int

    public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// nil if there is no such day. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= LocalDate.days(inMonth: month, of: year)
        else { return nil }
        daysSince1970 = LocalDate.days(year: year, month: month, day: day)
    }

    /// Reads `2026-03-01`.
    public init?(_ text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
            scanner.skip("-"), let day = scanner.number(digits: 2), scanner.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }
    public var weekday: Weekday {
        Weekday(rawValue: (daysSince1970 + 3) - (daysSince1970 + 3).flooredDivision(by: 7) * 7) ?? .monday
    }

    /// Year, month and day (Hinnant, "chrono-compatible low-level date algorithms").
    public var civil: (year: Int, month: Int, day: Int) {
        let z = daysSince1970 + 719_468
        let era = z.flooredDivision(by: 146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = y.flooredDivision(by: 400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public func adding(days: Int) -> LocalDate { LocalDate(daysSince1970: daysSince1970 + days) }

    /// The same day of the month `months` later, or that month's last day if it is shorter.
    public func adding(months: Int) -> LocalDate {
        let (year, month, day) = civil
        let index = year * 12 + month - 1 + months
        let newYear = index.flooredDivision(by: 12)
        let newMonth = index - newYear * 12 + 1
        let newDay = min(day, LocalDate.days(inMonth: newMonth, of: newYear))
        return LocalDate(daysSince1970: LocalDate.days(year: newYear, month: newMonth, day: newDay))
    }

    public static func < (a: LocalDate, b: LocalDate) -> Bool { a.daysSince1970 < b.daysSince1970 }
}

extension LocalDate: CustomStringConvertible, Codable {
    /// `2026-03-01`.
    public var description: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = LocalDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a date: \(text)"))
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// ISO order: Monday is 0.
public enum Weekday: Int, CaseIterable, Sendable, Codable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// "Monday".
    public var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}

/// A time of day in minutes and seconds from midnight, without a zone. 24:00 is allowed as an end.
public struct LocalTime: Hashable, Sendable, Comparable {
    /// 0 to 86,400.
    public let secondsOfDay: Int

    public init(secondsOfDay: Int) { self.secondsOfDay = secondsOfDay }

    /// nil unless 00:00 to 24:00.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        let seconds = hour * 3600 + minute * 60 + second
        guard hour >= 0, (0..<60).contains(minute), (0..<60).contains(second), seconds <= 86_400 else { return nil }
        secondsOfDay = seconds
    }

    /// Reads `14:05` or `14:05:30`.
    public init?(_ text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2) else {
            return nil
        }
        var second = 0
        if scanner.skip(":") {
            guard let value = scanner.number(digits: 2) else { return nil }
            second = value
        }
        guard scanner.isAtEnd else { return nil }
        self.init(hour: hour, minute: minute, second: second)
    }

    public var hour: Int { secondsOfDay / 3600 }
    public var minute: Int { secondsOfDay / 60 % 60 }
    public var second: Int { secondsOfDay % 60 }
    /// `14:05:30`.
    public var withSeconds: String { "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))" }
    public static func < (a: LocalTime, b: LocalTime) -> Bool { a.secondsOfDay < b.secondsOfDay }
}

extension LocalTime: CustomStringConvertible {
    /// `14:05`.
    public var description: String { "\(padded(hour, 2)):\(padded(minute, 2))" }
}

/// A date and a time of day, as a wall clock shows them.
public struct LocalDateTime: Hashable, Sendable, Comparable {
    public let date: LocalDate
    public let time: LocalTime

    public init(_ date: LocalDate, _ time: LocalTime) {
        self.date = date
        self.time = time
    }

    /// Reading the count as if the clock were in UTC.
    public init(secondsSince1970 seconds: Int64) {
        let days = seconds.flooredDivision(by: 86_400)
        date = LocalDate(daysSince1970: Int(days))
        time = LocalTime(secondsOfDay: Int(seconds - days * 86_400))
    }

    public var secondsSince1970: Int64 { Int64(date.daysSince1970) * 86_400 + Int64(time.secondsOfDay) }
    public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool { a.secondsSince1970 < b.secondsSince1970 }
}

func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}
