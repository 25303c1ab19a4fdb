public import Core

/// Times given by the five fields of cron: minute, hour, day of the month, month, day of the week, as in
/// `30 2 * * mon-fri` (POSIX crontab, with names and `/` steps as in Vixie cron; 7 is Sunday too). If both days are
/// restricted, either suffices.
///
/// Where clocks change: with fixed hours each time of day comes once a day, one that is skipped coming the same
/// distance after the gap's start, one that is repeated coming the first time; with `*` for the hour, minutes are
/// counted as they pass.
public struct CronSchedule: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    private let minutes: CronField
    private let hours: CronField
    private let daysOfMonth: CronField
    private let months: CronField
    private let daysOfWeek: CronField

    /// How many days ahead or back a schedule is looked for: 29 February can be eight years away.
    private static let horizon = 366 * 8 + 2

    /// Throws `Problem` 422 that names the field at fault, also for a schedule that never comes (`0 0 30 2 *`).
    public init(_ text: String) throws {
        let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard parts.count == 5 else {
            throw Problem.invalid(
                "schedule", "invalid",
                "A schedule has five parts (minute, hour, day, month, weekday), such as “30 2 * * mon-fri”; this has \(parts.count)."
            )
        }
        description = parts.joined(separator: " ")
        minutes = try CronField(parts[0], .minute)
        hours = try CronField(parts[1], .hour)
        daysOfMonth = try CronField(parts[2], .dayOfMonth)
        months = try CronField(parts[3], .month)
        daysOfWeek = try CronField(parts[4], .dayOfWeek)
        guard next(after: Instant(seconds: 0), in: .utc) != nil else {
            throw Problem.invalid("schedule", "never", "There is no such day: “\(description)” would never come.")
        }
    }

    /// The first time after `time`; nil if there is none within eight years.
    public func next(after time: Instant, in zone: Zone) -> Instant? {
        let start = zone.local(time).date.adding(days: -1)
        for offset in 0...Self.horizon {
            let date = start.adding(days: offset)
            guard matches(date) else { continue }
            if let found = times(on: date, zone).first(where: { $0 > time }) { return found }
        }
        return nil
    }

    /// The last time at or before `time`; nil if there is none within eight years.
    public func latest(until time: Instant, in zone: Zone) -> Instant? {
        let start = zone.local(time).date.adding(days: 1)
        for offset in 0...Self.horizon {
            let date = start.adding(days: -offset)
            guard matches(date) else { continue }
            if let found = times(on: date, zone).last(where: { $0 <= time }) { return found }
        }
        return nil
    }

    private func matches(_ date: LocalDate) -> Bool {
        let (_, month, day) = date.civil
        guard months.contains(month) else { return false }
        let weekday = (date.weekday.rawValue + 1) % 7  // cron's week begins on Sunday
        let dayFits = daysOfMonth.contains(day)
        let weekdayFits = daysOfWeek.contains(weekday)
        return daysOfMonth.isAny || daysOfWeek.isAny ? dayFits && weekdayFits : dayFits || weekdayFits
    }

    /// In order.
    private func times(on date: LocalDate, _ zone: Zone) -> [Instant] {
        let start = zone.startOfDay(date)
        let end = zone.startOfDay(date.adding(days: 1))
        if end - start == .hours(24), zone.offset(at: start) == zone.offset(at: end) {
            return fixedTimes().map { start + .seconds($0) }
        }
        guard hours.isAny else {
            let times = fixedTimes().map { zone.instant(LocalDateTime(date, LocalTime(secondsOfDay: $0))) }
            return Set(times).sorted()
        }
        let passing = Int((end - start).microseconds / 60_000_000)
        return (0..<passing).map { start + .minutes($0) }.filter { minutes.contains(zone.local($0).time.minute) }
    }

    /// Seconds of the day, in order.
    private func fixedTimes() -> [Int] {
        hours.values.flatMap { hour in minutes.values.map { hour * 3600 + $0 * 60 } }
    }
}
