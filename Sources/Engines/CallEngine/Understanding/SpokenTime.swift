public import Core

/// Understands days and times as people say them, seen from `now` in `zone`. Weeks begin on Monday; hours without
/// am or pm are read as working hours (7 to 11 in the morning, 12 to 6 in the afternoon).
public struct SpokenTime: Sendable {
    public var now: Instant
    public var zone: Zone

    public init(now: Instant, zone: Zone) {
        self.now = now
        self.zone = zone
    }

    /// nil if no time was named, or only one that has passed.
    public func window(in text: String) -> SpokenWindow? {
        var words = Words(text)
        if let relative = SpokenDelay.find(in: words) {
            switch relative {
            case .minutes(let count):
                let start = now + .minutes(count)
                return SpokenWindow(range: start..<(start + .hours(1)), precision: .time, certainty: 0.9)
            case .days(let count, let position):
                let date = zone.local(now).date.adding(days: count)
                words.list.removeSubrange(position)
                return combine(
                    SpokenDay(first: date, last: date, certainty: 0.9), SpokenClock.find(in: words.list, bare: false))
            }
        }
        let finder = SpokenDayFinder(today: zone.local(now).date)
        let days = finder.find(in: words)
        var rest = words.list
        for index in days.used { rest[index] = "|" }
        let clock = SpokenClock.find(in: rest, bare: rest.filter { $0 != "|" }.count <= 4)
        if days.day == nil, clock == nil {
            return words.containsAny(SpokenTime.vague)
                ? SpokenWindow(
                    range: now..<zone.startOfDay(zone.local(now).date.adding(days: 15)), precision: .vague,
                    certainty: 0.7) : nil
        }
        return combine(days.day, clock)
    }

    static let vague = [
        "asap", "as soon as possible", "right away", "right now", "immediately", "soonest", "earliest", "whenever",
        "any time", "anytime", "any day", "doesnt matter", "does not matter", "today or tomorrow", "as soon as you can",
        "as early as possible", "soon", "next available", "first available", "whatever you have", "flexible",
    ]

    private func combine(_ day: SpokenDay?, _ clock: SpokenClock?) -> SpokenWindow? {
        let today = zone.local(now).date
        guard let day else {
            guard let clock else { return nil }
            // A time without a day: the next one to come.
            for ahead in 0...1 {
                let date = today.adding(days: ahead)
                if let window = window(on: date, clock, certainty: 0.75) { return window }
            }
            return nil
        }
        if day.first == day.last {
            if let clock {
                if let window = window(on: day.first, clock, certainty: day.certainty) { return window }
                // "Today at 5" said at noon can only be the other half of the clock.
                guard let later = clock.later else { return nil }
                return window(on: day.first, later, certainty: day.certainty * 0.9)
            }
            return clipped(zone.startOfDay(day.first), zone.startOfDay(day.first.adding(days: 1)), .day, day.certainty)
        }
        let end = zone.startOfDay(day.last.adding(days: 1))
        guard let clock, let start = clock.start.map({ zone.instant(LocalDateTime(day.first, $0)) }) else {
            return clipped(zone.startOfDay(day.first), end, .span, day.certainty)
        }
        // "Some morning next week": the span counts; its first day begins at that hour.
        return clipped(start, end, .span, min(day.certainty, 0.7))
    }

    private func window(on date: LocalDate, _ clock: SpokenClock, certainty: Double) -> SpokenWindow? {
        guard let startTime = clock.start, let endTime = clock.end else { return nil }
        let start = zone.instant(LocalDateTime(date, startTime))
        let end =
            clock.precision == .time && clock.minutes.count == 60
            ? start + .hours(1) : zone.instant(LocalDateTime(date, endTime))
        if clock.precision == .time, start < now { return nil }
        return clipped(start, end, clock.precision, min(certainty, clock.certainty))
    }

    private func clipped(
        _ start: Instant, _ end: Instant, _ precision: SpokenWindow.Precision, _ certainty: Double
    ) -> SpokenWindow? {
        let start = max(start, now)
        guard start < end else { return nil }
        return SpokenWindow(range: start..<end, precision: precision, certainty: certainty)
    }
}
