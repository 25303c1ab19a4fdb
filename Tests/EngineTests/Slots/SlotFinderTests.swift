import Core
import SlotEngine
import Testing

@Suite struct SlotFinderTests {
    static func interval(_ from: String, _ to: String) throws -> DayInterval {
        let (start, end) = (try #require(LocalTime(from)), try #require(LocalTime(to)))
        return try #require(DayInterval(start, end))
    }

    static func weekdays(_ intervals: [DayInterval]) -> [Weekday: [DayInterval]] {
        Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, intervals) })
    }

    static func technician(_ number: UInt64, busy: [Range<Instant>] = []) -> SlotTechnician {
        SlotTechnician(id: Identifier(high: 0, low: number), busy: busy)
    }

    @Test func offers_what_lies_inside_hours_and_shift_and_is_free() throws {
        let zone = try #require(Zone("America/Chicago"))
        let hours = WeeklyHours(
            week: SlotFinderTests.weekdays([
                try SlotFinderTests.interval("08:00", "12:00"), try SlotFinderTests.interval("13:00", "17:00"),
            ]))
        func at(_ text: String) throws -> Instant { zone.instant(try wall(text)) }
        var anna = SlotFinderTests.technician(1, busy: [try at("2026-05-04 09:00")..<(try at("2026-05-04 10:00"))])
        anna.shift = WeeklyHours(week: SlotFinderTests.weekdays([try SlotFinderTests.interval("09:00", "15:00")]))
        let finder = SlotFinder(zone: zone, hours: hours, technicians: [anna], now: try at("2026-05-03 12:00"))
        let day = try at("2026-05-04 00:00")..<(try at("2026-05-05 00:00"))
        let request = SlotRequest(duration: .hours(1), bufferBefore: .minutes(30), granularity: 60, window: day)
        let starts = finder.slots(for: request).map { "\(zone.local($0.start).time)" }
        #expect(starts == ["11:00", "13:00", "14:00"])

        #expect(finder.explain(try at("2026-05-04 10:00"), for: request) == [.busy(technician: anna.id, anna.busy[0])])
        #expect(finder.explain(try at("2026-05-04 08:00"), for: request) == [.offShift(technician: anna.id)])
        #expect(finder.explain(try at("2026-05-04 11:20"), for: request).first == .offGrid(minutes: 60))
        #expect(finder.explain(try at("2026-05-02 11:00"), for: request).first == .tooSoon(earliest: finder.now))
        #expect(finder.explain(try at("2026-05-04 11:00"), for: request).isEmpty)
        var skilled = request
        skilled.skills = ["gas"]
        #expect(finder.explain(try at("2026-05-04 11:00"), for: skilled) == [.nobodyQualified])
        #expect(finder.slots(for: skilled).isEmpty)
    }

    @Test func holidays_are_closed_and_say_so() throws {
        let zone = try #require(Zone("America/Chicago"))
        let holiday = try #require(LocalDate("2026-07-04"))
        let hours = WeeklyHours(
            week: SlotFinderTests.weekdays([try SlotFinderTests.interval("08:00", "17:00")]), exceptions: [holiday: []])
        let now = zone.instant(try wall("2026-07-03 20:00"))
        let finder = SlotFinder(zone: zone, hours: hours, technicians: [SlotFinderTests.technician(1)], now: now)
        let first = try #require(finder.slots(for: SlotRequest(duration: .hours(1)), limit: 1).first)
        #expect(zone.local(first.start).date == holiday.adding(days: 1))
        #expect(
            finder.explain(zone.instant(try wall("2026-07-04 10:00")), for: SlotRequest(duration: .hours(1))) == [
                .closedThatDay
            ])
        #expect(hours.nextOpening(from: now, in: zone) == zone.instant(try wall("2026-07-05 08:00")))
    }

    @Test func nights_on_which_clocks_change_have_exactly_the_hours_they_have() throws {
        let zone = try #require(Zone("America/New_York"))
        let night = try SlotFinderTests.interval("00:00", "06:00")
        let hours = WeeklyHours(week: SlotFinderTests.weekdays([night]))
        for (date, count) in [("2026-03-08", 5), ("2026-11-01", 7), ("2026-06-01", 6)] {
            let start = zone.startOfDay(try #require(LocalDate(date)))
            let finder = SlotFinder(zone: zone, hours: hours, technicians: [SlotFinderTests.technician(1)], now: start)
            let slots = finder.slots(
                for: SlotRequest(duration: .hours(1), granularity: 60, window: start..<(start + .hours(12))))
            #expect(slots.count == count, "\(date)")
            #expect(slots.allSatisfy { zone.local($0.start).time.minute == 0 })
        }
    }

    @Test func hours_past_midnight_carry_a_visit_over() throws {
        let zone = Zone.utc
        let hours = WeeklyHours(
            week: SlotFinderTests.weekdays([
                try SlotFinderTests.interval("22:00", "24:00"), try SlotFinderTests.interval("00:00", "02:00"),
            ]))
        let now = zone.instant(try wall("2026-05-04 12:00"))
        let finder = SlotFinder(zone: zone, hours: hours, technicians: [SlotFinderTests.technician(1)], now: now)
        let slots = finder.slots(for: SlotRequest(duration: .hours(3), horizon: .hours(20), granularity: 60))
        #expect(slots.map { "\(zone.local($0.start).time)" } == ["22:00", "23:00"])
    }

    @Test func a_day_that_begins_at_one_has_its_hours_all_the_same() throws {
        let zone = try #require(Zone("America/Havana"))
        let date = try #require(LocalDate("2026-03-08"))
        let hours = WeeklyHours(week: SlotFinderTests.weekdays([try SlotFinderTests.interval("00:00", "04:00")]))
        let open = hours.open(on: date, in: zone)
        #expect(open == [zone.startOfDay(date)..<zone.instant(try wall("2026-03-08 04:00"))])
        #expect(open.first.map { $0.upperBound - $0.lowerBound } == .hours(3))
    }

    /// Every minute is tried against the definition.
    @Test func finds_all_and_only_what_is_free() throws {
        var random = SeededRandom(seed: 21)
        for round in 0..<60 {
            let zone = try #require(
                Zone(
                    ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Havana"]
                        .randomElement(
                            using: &random) ?? ""))
            let base = zone.instant(
                try wall(
                    [
                        "2026-03-07 06:00", "2026-10-24 20:00", "2026-11-01 00:00", "2026-04-04 12:00",
                        "2026-06-01 10:00",
                    ].randomElement(using: &random) ?? ""))
            let hours = randomHours(&random)
            let technicians = (0..<3).map { (number: UInt64) -> SlotTechnician in
                let busy = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    let start = base + .minutes(Int.random(in: 0...4000, using: &random))
                    return start..<(start + .minutes(Int.random(in: 1...300, using: &random)))
                }
                return SlotTechnician(
                    id: Identifier(high: 0, low: number),
                    shift: Bool.random(using: &random) ? randomHours(&random) : nil,
                    skills: Bool.random(using: &random) ? ["gas"] : [], busy: busy)
            }
            let finder = SlotFinder(zone: zone, hours: hours, technicians: technicians, now: base)
            let request = SlotRequest(
                duration: .minutes(Int.random(in: 10...240, using: &random)),
                bufferBefore: .minutes(Int.random(in: 0...40, using: &random)),
                bufferAfter: .minutes(Int.random(in: 0...40, using: &random)),
                minimumNotice: .minutes(Int.random(in: 0...600, using: &random)),
                horizon: .hours(60), granularity: [7, 15, 30, 60].randomElement(using: &random) ?? 15,
                skills: Int.random(in: 0...3, using: &random) == 0 ? ["gas"] : [])
            let expected = bruteForce(finder, request)
            let found = finder.slots(for: request)
            #expect(Set(found) == Set(expected) && found.count == expected.count, "round \(round) \(zone.name)")
            #expect(found.map(\.start) == found.map(\.start).sorted())
            for slot in found.prefix(40) { #expect(finder.explain(slot.start, for: request).isEmpty) }
            let starts = Set(found.map(\.start))
            for minute in stride(from: 0, to: 3600, by: 97) {
                let start = base + .minutes(minute)
                if !starts.contains(start) { #expect(!finder.explain(start, for: request).isEmpty, "round \(round)") }
            }
        }
    }

    private func randomHours(_ random: inout SeededRandom) -> WeeklyHours {
        WeeklyHours(
            week: Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map { day in
                    (
                        day,
                        (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                            DayInterval(
                                LocalTime(secondsOfDay: Int.random(in: 0...1440, using: &random) * 60),
                                LocalTime(secondsOfDay: Int.random(in: 0...1440, using: &random) * 60))
                        }
                    )
                }))
    }

    private func bruteForce(_ finder: SlotFinder, _ request: SlotRequest) -> [Slot] {
        let zone = finder.zone
        let length = Int(request.duration.microseconds / 60_000_000)
        func inside(_ hours: WeeklyHours, _ minute: Instant) -> Bool {
            hours.open(on: zone.local(minute).date, in: zone).contains { $0.contains(minute) }
        }
        let total = 60 * 60 + length
        let open = (0...total).map { inside(finder.hours, finder.now + .minutes($0)) }
        let shifts = finder.technicians.map { technician in
            (0...total).map { minute in technician.shift.map { inside($0, finder.now + .minutes(minute)) } ?? true }
        }
        var result: [Slot] = []
        for minute in 0..<(60 * 60) {
            let start = finder.now + .minutes(minute)
            guard start >= finder.now + request.minimumNotice else { continue }
            guard zone.local(start).time.secondsOfDay % (request.granularity * 60) == 0 else { continue }
            guard open[minute..<(minute + length)].allSatisfy({ $0 }) else { continue }
            let taken = (start - request.bufferBefore)..<(start + request.duration + request.bufferAfter)
            for (index, technician) in finder.technicians.enumerated()
            where request.skills.isSubset(of: technician.skills) {
                guard shifts[index][minute..<(minute + length)].allSatisfy({ $0 }),
                    !technician.busy.contains(where: { $0.overlaps(taken) })
                else { continue }
                result.append(Slot(start: start, end: start + request.duration, technician: technician.id))
            }
        }
        return result
    }
}
