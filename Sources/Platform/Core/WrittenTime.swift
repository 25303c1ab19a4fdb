/// Dates and times as people read them in English.
public enum WrittenTime {
    public static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// "Tue, Nov 24 at 2:00 PM".
    public static func moment(_ time: Instant, _ zone: Zone) -> String {
        let local = zone.local(time)
        return "\(day(local.date)) at \(clock(local.time))"
    }

    /// "Tue, Nov 24".
    public static func day(_ date: LocalDate) -> String {
        "\(date.weekday.name.prefix(3)), \(months[date.month - 1].prefix(3)) \(date.day)"
    }

    /// "November 24, 2026".
    public static func date(_ date: LocalDate) -> String { "\(months[date.month - 1]) \(date.day), \(date.year)" }

    /// "2:00 PM".
    public static func clock(_ time: LocalTime) -> String {
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        return "\(hour):\(padded(time.minute, 2)) \(time.hour % 24 < 12 ? "AM" : "PM")"
    }
}
