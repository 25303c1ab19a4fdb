import Calendars
import Core
import Testing

struct CalendarDocumentTests {
    private let zone = Zone("America/Chicago") ?? .utc

    private func event(_ summary: String, _ start: String, _ end: String? = nil) throws -> CalendarEvent {
        CalendarEvent(
            uid: "a@mainline", sequence: 3, summary: summary, start: try #require(Instant(start)),
            end: end.flatMap { Instant($0) }, zone: zone, updatedAt: Instant(seconds: 1_772_442_000))
    }

    private func lines(_ events: [CalendarEvent]) throws -> [String] {
        try CalendarDocument(name: "Harbor", events: events).text().split(separator: "\r\n").map(String.init)
    }

    @Test func times_are_in_utc_on_both_sides_of_a_clock_change() throws {
        // 09:00 in Chicago, the day before and the day after clocks go forward.
        let day = try #require(LocalDate("2026-03-07"))
        let nine = try #require(LocalTime("09:00"))
        let before = zone.instant(LocalDateTime(day, nine))
        let after = zone.instant(LocalDateTime(day.adding(days: 1), nine))
        let text = try lines([try event("Meet", "\(before)"), try event("Meet", "\(after)")])
        #expect(text.contains("DTSTART:20260307T150000Z") && text.contains("DTSTART:20260308T140000Z"))
    }

    @Test func whole_days_are_dates_and_end_the_day_after() throws {
        var holiday = try event("Fair", "2026-03-08T06:00:00Z", "2026-03-09T15:00:00Z")
        holiday.isAllDay = true
        let text = try lines([holiday])
        #expect(text.contains("DTSTART;VALUE=DATE:20260308") && text.contains("DTEND;VALUE=DATE:20260310"))
    }

    @Test func long_and_odd_words_are_folded_and_escaped() throws {
        let summary = String(repeating: "Rohrbruch, Küche; 水漏れ ", count: 12) + "\u{7}"
        let text = try CalendarDocument(name: "A", events: [try event(summary, "2026-03-08T06:00:00Z")]).text()
        let lines = text.split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(text.contains("Rohrbruch\\, Küche\\;") && !text.contains("\u{7}"))
    }

    @Test func what_is_cancelled_says_so_and_keeps_its_uid() throws {
        var gone = try event("Meet", "2026-03-08T06:00:00Z")
        gone.status = .cancelled
        let text = try lines([gone])
        #expect(text.contains("STATUS:CANCELLED") && text.contains("UID:a@mainline") && text.contains("SEQUENCE:3"))
    }
}
