internal import Core

/// The starts of one local day: multiples of `minutes` on the wall clock. An hour that is skipped has none,
/// an hour that comes twice has them twice.
struct SlotGrid {
    var date: LocalDate
    var zone: Zone
    var minutes: Int

    /// Those inside `bounds` whose visit of `duration` stays inside one range of `open` (sorted, apart).
    func starts(in bounds: Range<Instant>, open: [Range<Instant>], for duration: Duration) -> [Instant] {
        let begin = zone.startOfDay(date)
        let end = zone.startOfDay(date.adding(days: 1))
        let length = duration.microseconds
        // Also where the day itself begins later than midnight.
        let changes =
            zone.offset(at: begin) != zone.offset(at: Instant(microseconds: end.microseconds - 1))
            || zone.local(begin).time.secondsOfDay != 0
        var result: [Instant] = []
        for range in open {
            let lower = max(begin, bounds.lowerBound, range.lowerBound)
            let upper = min(end, bounds.upperBound)
            guard lower < upper else { continue }
            let latest = range.upperBound.microseconds - length
            // On a day whose offset changes every minute is tried; else the grid is even from midnight.
            let step = Int64(changes ? 1 : minutes) * 60_000_000
            let past = lower.microseconds - begin.microseconds
            var time = begin.microseconds + (past + step - 1) / step * step
            while time <= latest, time < upper.microseconds {
                let start = Instant(microseconds: time)
                if !changes || isOnGrid(start) { result.append(start) }
                time += step
            }
        }
        return result
    }

    func isOnGrid(_ time: Instant) -> Bool {
        let clock = zone.local(time).time.secondsOfDay
        return time.microseconds % 60_000_000 == 0 && clock % (minutes * 60) == 0
    }
}
