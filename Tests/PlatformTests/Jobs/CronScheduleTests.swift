import Core
import Testing

@testable import Jobs

@Suite struct CronScheduleTests {
    private func at(_ text: String) throws -> Instant { try #require(Instant(text)) }
    private let newYork = Zone("America/New_York") ?? .utc

    private func run(_ schedule: String, from: String, count: Int, in zone: Zone = .utc) throws -> [String] {
        let schedule = try CronSchedule(schedule)
        var time = try at(from)
        return try (0..<count).map { _ in
            time = try #require(schedule.next(after: time, in: zone))
            #expect(schedule.latest(until: time, in: zone) == time)
            return time.description
        }
    }

    @Test func reads_lists_ranges_steps_and_names() throws {
        #expect(
            try run("*/20 9-10 * * mon-fri", from: "2026-03-06T10:20:00Z", count: 3)
                == ["2026-03-06T10:40:00Z", "2026-03-09T09:00:00Z", "2026-03-09T09:20:00Z"])
        #expect(
            try run("5,10 0 1 jan,JUL *", from: "2026-01-01T00:06:00Z", count: 2)
                == ["2026-01-01T00:10:00Z", "2026-07-01T00:05:00Z"])
        #expect(try run("0 0 * * 7", from: "2026-03-02T00:00:00Z", count: 1) == ["2026-03-08T00:00:00Z"])
        #expect(try run("0 12 29 2 *", from: "2026-03-02T00:00:00Z", count: 1) == ["2028-02-29T12:00:00Z"])
    }

    @Test func either_day_suffices_when_both_are_given() throws {
        #expect(
            try run("0 0 13 * fri", from: "2026-03-10T00:00:00Z", count: 3)
                == ["2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-27T00:00:00Z"])
    }

    @Test(arguments: [
        "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *",
        "*/0 * * * *", "a * * * *", "1,,2 * * * *", "0 0 30 2 *", "+5 * * * *",
    ])
    func refuses_what_is_no_schedule(_ text: String) {
        #expect(throws: Problem.self) { try CronSchedule(text) }
    }

    @Test func a_time_that_is_skipped_comes_once_after_the_gap() throws {
        // On 2026-03-08 New York goes from 02:00 to 03:00.
        #expect(
            try run("30 2 * * *", from: "2026-03-07T12:00:00Z", count: 2, in: newYork)
                == ["2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z"])
    }

    @Test func a_time_that_is_repeated_comes_once() throws {
        // On 2026-11-01 New York shows 01:30 twice.
        #expect(
            try run("30 1 * * *", from: "2026-10-31T12:00:00Z", count: 2, in: newYork)
                == ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"])
    }

    @Test func every_half_hour_is_counted_as_it_passes() throws {
        #expect(
            try run("*/30 * * * *", from: "2026-11-01T05:00:00Z", count: 4, in: newYork)
                == ["2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z"])
    }
}
