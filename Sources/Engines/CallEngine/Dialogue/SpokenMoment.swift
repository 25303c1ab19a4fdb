internal import Core

/// How a time is said: "tomorrow at 2:30 PM", "Friday, March 6 at 9 AM".
enum SpokenMoment {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func text(_ time: Instant, _ facts: DialogueFacts) -> String {
        let local = facts.zone.local(time)
        return day(local.date, today: facts.zone.local(facts.now).date) + " at " + clock(local.time)
    }

    static func day(_ date: LocalDate, today: LocalDate) -> String {
        switch date.daysSince1970 - today.daysSince1970 {
        case 0: "today"
        case 1: "tomorrow"
        default: "\(date.weekday.name), \(months[date.month - 1]) \(date.day)"
        }
    }

    static func clock(_ time: LocalTime) -> String {
        if time.hour == 12, time.minute == 0 { return "noon" }
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        let minute = time.minute == 0 ? "" : ":" + (time.minute < 10 ? "0" : "") + "\(time.minute)"
        return "\(hour)\(minute) \(time.hour < 12 || time.hour == 24 ? "AM" : "PM")"
    }

    /// Two times, the day said once where it is the same.
    static func pair(_ first: Instant, _ second: Instant, _ facts: DialogueFacts) -> String {
        let (a, b) = (facts.zone.local(first), facts.zone.local(second))
        guard a.date == b.date else { return text(first, facts) + ", or " + text(second, facts) }
        return text(first, facts) + " or at " + clock(b.time)
    }
}
