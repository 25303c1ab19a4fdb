public import Core

/// A stretch of a day on the wall clock, half-open. `end` may be 24:00; past midnight is two intervals.
public struct DayInterval: Hashable, Sendable {
    public let start: LocalTime
    public let end: LocalTime

    /// nil unless `start` is before `end`.
    public init?(_ start: LocalTime, _ end: LocalTime) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }
}

/// Opening hours or a shift: intervals for each weekday, and dates that differ.
public struct WeeklyHours: Hashable, Sendable {
    public var week: [Weekday: [DayInterval]]
    /// Dates with their own hours; no interval means closed (holidays, time off).
    public var exceptions: [LocalDate: [DayInterval]]

    public init(week: [Weekday: [DayInterval]], exceptions: [LocalDate: [DayInterval]] = [:]) {
        self.week = week
        self.exceptions = exceptions
    }

    public func intervals(on date: LocalDate) -> [DayInterval] {
        exceptions[date] ?? week[date.weekday] ?? []
    }

    /// The instants of `date` that are inside, sorted, apart from each other; exact where clocks change.
    public func open(on date: LocalDate, in zone: Zone) -> [Range<Instant>] {
        open(from: date, through: date, in: zone)
    }

    /// The same from the first to the last date, both included; what touches at midnight becomes one.
    public func open(from first: LocalDate, through last: LocalDate, in zone: Zone) -> [Range<Instant>] {
        guard first <= last else { return [] }
        return open(from: first, through: last, DayClock(zone: zone, from: first, through: last))
    }

    public func isOpen(at time: Instant, in zone: Zone) -> Bool {
        open(on: zone.local(time).date, in: zone).contains { $0.contains(time) }
    }

    /// The next instant at or after `time` that is inside, within a year; nil if there is none.
    public func nextOpening(from time: Instant, in zone: Zone) -> Instant? {
        let today = zone.local(time).date
        for day in 0...366 {
            for range in open(on: today.adding(days: day), in: zone) where range.upperBound > time {
                return max(range.lowerBound, time)
            }
        }
        return nil
    }
}
