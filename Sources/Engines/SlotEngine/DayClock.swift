internal import Core

/// The wall clock of some days: on a day without a change of clocks an instant is one addition, which matters for a
/// month of fifty technicians.
struct DayClock: Sendable {
    let zone: Zone
    private let first: LocalDate
    /// Seconds east of UTC on each day; nil where they change during it or at its start.
    private let offsets: [Int?]

    init(zone: Zone, from first: LocalDate, through last: LocalDate) {
        self.zone = zone
        self.first = first
        offsets = (first.daysSince1970...max(first, last).daysSince1970).map { day in
            let begin = zone.startOfDay(LocalDate(daysSince1970: day))
            let offset = zone.offset(at: begin)
            let isSteady =
                zone.offset(at: begin - .seconds(1)) == offset
                && zone.offset(at: zone.startOfDay(LocalDate(daysSince1970: day + 1))) == offset
            return isSteady ? offset : nil
        }
    }

    func instant(_ date: LocalDate, _ time: LocalTime) -> Instant {
        let local = LocalDateTime(date, time)
        let day = date.daysSince1970 - first.daysSince1970
        guard offsets.indices.contains(day), let offset = offsets[day] else { return zone.instant(local) }
        return Instant(seconds: local.secondsSince1970 - Int64(offset))
    }
}

extension WeeklyHours {
    /// As `open(from:through:in:)`.
    func open(from first: LocalDate, through last: LocalDate, _ clock: DayClock) -> [Range<Instant>] {
        (first.daysSince1970...last.daysSince1970).flatMap { day in
            let date = LocalDate(daysSince1970: day)
            return intervals(on: date).compactMap { interval -> Range<Instant>? in
                let start = clock.instant(date, interval.start)
                let end = clock.instant(date, interval.end)
                return start < end ? start..<end : nil
            }
        }.merged()
    }
}
