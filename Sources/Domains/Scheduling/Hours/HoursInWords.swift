internal import Core
internal import SlotEngine

/// Opening hours as one says them: "Monday to Friday eight to six, Saturday nine to noon".
struct HoursInWords {
    private let hours: WeeklyHours

    init(_ hours: WeeklyHours) { self.hours = hours }

    var text: String {
        let parts = runs.map { run in
            "\(Self.days(run.first, run.last)) \(run.intervals.map(Self.interval).joined(separator: " and "))"
        }
        return parts.isEmpty ? "closed every day" : parts.joined(separator: ", ")
    }

    private struct Run {
        let first: Weekday
        var last: Weekday
        let intervals: [DayInterval]
    }

    /// Days next to each other with the same hours; days that are closed are left out.
    private var runs: [Run] {
        var runs: [Run] = []
        for day in Weekday.allCases {
            let intervals = (hours.week[day] ?? []).sorted { $0.start < $1.start }
            guard !intervals.isEmpty else { continue }
            if let last = runs.last, last.last.rawValue == day.rawValue - 1, last.intervals == intervals {
                runs[runs.count - 1].last = day
            } else {
                runs.append(Run(first: day, last: day, intervals: intervals))
            }
        }
        return runs
    }

    private static func days(_ first: Weekday, _ last: Weekday) -> String {
        switch last.rawValue - first.rawValue {
        case 0: first.name
        case 1: "\(first.name) and \(last.name)"
        case 6: "every day"
        default: "\(first.name) to \(last.name)"
        }
    }

    private static func interval(_ interval: DayInterval) -> String {
        if interval.start.secondsOfDay == 0, interval.end.secondsOfDay == 86_400 { return "all day" }
        return "\(time(interval.start)) to \(time(interval.end))"
    }

    private static func time(_ time: LocalTime) -> String {
        if time.minute == 0 {
            if time.hour % 24 == 0 { return "midnight" }
            if time.hour == 12 { return "noon" }
        }
        let hour = numbers[(time.hour + 11) % 12 + 1]
        switch time.minute {
        case 0: return hour
        case 1...9: return "\(hour) oh \(numbers[time.minute])"
        case 10...19: return "\(hour) \(numbers[time.minute])"
        default:
            let unit = time.minute % 10
            return "\(hour) \(tens[time.minute / 10])" + (unit == 0 ? "" : " \(numbers[unit])")
        }
    }

    private static let numbers = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["", "ten", "twenty", "thirty", "forty", "fifty"]
}
