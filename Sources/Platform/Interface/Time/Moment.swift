public import Core
public import HTML

/// Times in words: relative up to a week, then the day; the exact time on hover.
public enum Moment {
    /// `now`, `5 min ago`, `in 2 h`, `3 d ago`; beyond a week `3 Dec`, with the year if it is another.
    public static func relative(_ time: Instant, now: Instant, _ zone: Zone) -> String {
        let seconds = (now - time).microseconds / 1_000_000
        let size = seconds.magnitude
        let words: String
        switch size {
        case ..<45: return "now"
        case ..<60: words = "\(size) s"
        case ..<3600: words = "\(size / 60) min"
        case ..<86_400: words = "\(size / 3600) h"
        case ..<604_800: words = "\(size / 86_400) d"
        default: return day(zone.local(time).date, thisYear: zone.local(now).date.year)
        }
        return seconds < 0 ? "in \(words)" : "\(words) ago"
    }

    /// `3 Dec`, or `3 Dec 2025` in another year than `thisYear`.
    public static func day(_ date: LocalDate, thisYear: Int?) -> String {
        let (year, month, day) = date.civil
        return "\(day) \(months[month - 1])" + (year == thisYear ? "" : " \(year)")
    }

    /// `Dec 2026`.
    public static func month(_ date: LocalDate) -> String { "\(months[date.month - 1]) \(date.year)" }

    /// `Today`, `Yesterday`, `Tomorrow`, or `Thu 3 Dec`.
    public static func dayHeading(_ date: LocalDate, today: LocalDate) -> String {
        switch date.daysSince1970 - today.daysSince1970 {
        case 0: "Today"
        case -1: "Yesterday"
        case 1: "Tomorrow"
        default: "\(date.weekday.name.prefix(3)) \(day(date, thisYear: today.year))"
        }
    }

    /// `Thu 3 Dec 2026, 14:05`.
    public static func dayAndTime(_ time: Instant, _ zone: Zone) -> String {
        let local = zone.local(time)
        return "\(local.date.weekday.name.prefix(3)) \(day(local.date, thisYear: nil)), \(local.time)"
    }

    /// `Thu 3 Dec 2026, 14:05:30 America/Chicago`.
    public static func exact(_ time: Instant, _ zone: Zone) -> String {
        let local = zone.local(time)
        return
            "\(local.date.weekday.name.prefix(3)) \(day(local.date, thisYear: nil)), \(local.time.withSeconds) \(zone.name)"
    }

    /// `1 h 5 min`, `42 s`.
    public static func length(_ duration: Duration) -> String {
        let seconds = max(0, duration.microseconds / 1_000_000)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s" }
        return seconds / 60 % 60 == 0 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension HTML {
    /// How long ago or ahead; kept right while the page is open.
    public func relativeTime(_ time: Instant, now: Instant, zone: Zone) {
        self.time(
            .datetime(time.description), .title(Moment.exact(time, zone)), .data("relative"),
            Moment.relative(time, now: now, zone))
    }

    public func relativeTime(_ time: Instant, _ page: PageContext) {
        relativeTime(time, now: page.now, zone: page.zone)
    }

    /// Day and time, for what is planned.
    public func dayAndTime(_ time: Instant, zone: Zone) {
        self.time(.datetime(time.description), .title(Moment.exact(time, zone)), Moment.dayAndTime(time, zone))
    }
}
