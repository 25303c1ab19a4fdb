import CallEngine
import Core
import Testing

/// Seen from Wednesday 4 March 2026, 10:00 in New York, unless said otherwise.
@Suite struct SpokenTimeTests {
    static let table: [(String, String, String)] = [
        ("tomorrow afternoon", "2026-03-05 12:00", "2026-03-05 17:00"),
        ("my kitchen sink is leaking, can someone come tomorrow afternoon", "2026-03-05 12:00", "2026-03-05 17:00"),
        ("next Tuesday after four", "2026-03-10 16:00", "2026-03-11 00:00"),
        ("the day after tomorrow in the morning", "2026-03-06 06:00", "2026-03-06 12:00"),
        ("this Friday at 2:30", "2026-03-06 14:30", "2026-03-06 15:30"),
        ("on the 5th", "2026-03-05 00:00", "2026-03-06 00:00"),
        ("on the 3rd", "2026-04-03 00:00", "2026-04-04 00:00"),
        ("March 3rd", "2027-03-03 00:00", "2027-03-04 00:00"),
        ("March third", "2027-03-03 00:00", "2027-03-04 00:00"),
        ("March 13th at noon", "2026-03-13 12:00", "2026-03-13 13:00"),
        ("the twenty first of March", "2026-03-21 00:00", "2026-03-22 00:00"),
        ("march twenty first in the evening", "2026-03-21 17:00", "2026-03-21 21:00"),
        ("3/20 at 9 am", "2026-03-20 09:00", "2026-03-20 10:00"),
        ("in two hours", "2026-03-04 12:00", "2026-03-04 13:00"),
        ("in half an hour", "2026-03-04 10:30", "2026-03-04 11:30"),
        ("in an hour and a half", "2026-03-04 11:30", "2026-03-04 12:30"),
        ("in three days", "2026-03-07 00:00", "2026-03-08 00:00"),
        ("a week from now in the morning", "2026-03-11 06:00", "2026-03-11 12:00"),
        ("two weeks from today at 3", "2026-03-18 15:00", "2026-03-18 16:00"),
        ("first thing Monday", "2026-03-09 06:00", "2026-03-09 10:00"),
        ("any time next week", "2026-03-09 00:00", "2026-03-16 00:00"),
        ("early next week", "2026-03-09 00:00", "2026-03-11 00:00"),
        ("end of next week", "2026-03-12 00:00", "2026-03-14 00:00"),
        ("noon", "2026-03-04 12:00", "2026-03-04 13:00"),
        ("half past ten", "2026-03-04 10:30", "2026-03-04 11:30"),
        ("quarter to three tomorrow", "2026-03-05 14:45", "2026-03-05 15:45"),
        ("a quarter past nine on Friday", "2026-03-06 09:15", "2026-03-06 10:15"),
        ("between nine and eleven", "2026-03-04 10:00", "2026-03-04 11:00"),
        ("between nine and eleven tomorrow", "2026-03-05 09:00", "2026-03-05 11:00"),
        ("tomorrow from 2 to 4", "2026-03-05 14:00", "2026-03-05 16:00"),
        ("Friday between 11 and 2", "2026-03-06 11:00", "2026-03-06 14:00"),
        ("two to four pm on monday", "2026-03-09 14:00", "2026-03-09 16:00"),
        ("nine to eleven on thursday", "2026-03-05 09:00", "2026-03-05 11:00"),
        ("today at 4", "2026-03-04 16:00", "2026-03-04 17:00"),
        ("this afternoon", "2026-03-04 12:00", "2026-03-04 17:00"),
        ("tonight", "2026-03-04 17:00", "2026-03-04 22:00"),
        ("tonight at 8", "2026-03-04 20:00", "2026-03-04 21:00"),
        ("today", "2026-03-04 10:00", "2026-03-05 00:00"),
        ("Friday morning", "2026-03-06 06:00", "2026-03-06 12:00"),
        ("I need to move my appointment to Friday morning", "2026-03-06 06:00", "2026-03-06 12:00"),
        ("Wednesday", "2026-03-11 00:00", "2026-03-12 00:00"),
        ("next Wednesday", "2026-03-11 00:00", "2026-03-12 00:00"),
        ("Monday or Tuesday", "2026-03-09 00:00", "2026-03-11 00:00"),
        ("not tomorrow, Friday would be better", "2026-03-06 00:00", "2026-03-07 00:00"),
        ("I can't do Thursday, how about Friday", "2026-03-06 00:00", "2026-03-07 00:00"),
        ("Thursday, no, actually Friday at ten", "2026-03-06 10:00", "2026-03-06 11:00"),
        ("Tuesday next week", "2026-03-10 00:00", "2026-03-11 00:00"),
        ("next week on Thursday afternoon", "2026-03-12 12:00", "2026-03-12 17:00"),
        ("a week from Tuesday", "2026-03-17 00:00", "2026-03-18 00:00"),
        ("this weekend", "2026-03-07 00:00", "2026-03-09 00:00"),
        ("Saturday around three", "2026-03-07 14:00", "2026-03-07 16:00"),
        ("before noon on Friday", "2026-03-06 00:00", "2026-03-06 12:00"),
        ("tomorrow before ten", "2026-03-05 00:00", "2026-03-05 10:00"),
        ("Thursday by five", "2026-03-05 00:00", "2026-03-05 17:00"),
        ("four o'clock tomorrow", "2026-03-05 16:00", "2026-03-05 17:00"),
        ("eight in the evening on Friday", "2026-03-06 20:00", "2026-03-06 21:00"),
        ("7 p.m. tomorrow", "2026-03-05 19:00", "2026-03-05 20:00"),
        ("tomorrow 4pm", "2026-03-05 16:00", "2026-03-05 17:00"),
        ("ten thirty on Monday", "2026-03-09 10:30", "2026-03-09 11:30"),
        ("Monday at ten oh five", "2026-03-09 10:05", "2026-03-09 11:05"),
        ("tomorrow after lunch", "2026-03-05 13:00", "2026-03-05 17:00"),
        ("late afternoon on Friday", "2026-03-06 15:00", "2026-03-06 18:00"),
        ("after the tenth", "2026-03-11 00:00", "2026-03-25 00:00"),
        ("before Saturday", "2026-03-04 10:00", "2026-03-07 00:00"),
        ("April 1st 2026 at 11", "2026-04-01 11:00", "2026-04-01 12:00"),
        ("December twenty fifth", "2026-12-25 00:00", "2026-12-26 00:00"),
        ("good morning, can you come on Friday afternoon", "2026-03-06 12:00", "2026-03-06 17:00"),
        ("Tuesday morning after ten", "2026-03-10 10:00", "2026-03-10 12:00"),
        ("next month", "2026-04-01 00:00", "2026-05-01 00:00"),
        ("as soon as possible", "2026-03-04 10:00", "2026-03-19 00:00"),
        ("the week after next", "2026-03-16 00:00", "2026-03-23 00:00"),
        ("9", "2026-03-05 09:00", "2026-03-05 10:00"),
        ("eleven thirty", "2026-03-04 11:30", "2026-03-04 12:30"),
        ("can you come by Thursday around noon", "2026-03-05 11:00", "2026-03-05 13:00"),
        ("how about the morning of the 12th", "2026-03-12 06:00", "2026-03-12 12:00"),
        ("sometime Friday afternoon, maybe around 3", "2026-03-06 14:00", "2026-03-06 16:00"),
        ("Friday the thirteenth", "2026-03-13 00:00", "2026-03-14 00:00"),
        ("no later than Friday", "2026-03-04 10:00", "2026-03-07 00:00"),
        ("the end of the week", "2026-03-05 00:00", "2026-03-07 00:00"),
        ("tomorrow not before eleven", "2026-03-05 11:00", "2026-03-06 00:00"),
        ("the day after tomorrow at five thirty pm", "2026-03-06 17:30", "2026-03-06 18:30"),
        ("six thirty tonight", "2026-03-04 18:30", "2026-03-04 19:30"),
        ("tomorrow at 0900", "2026-03-05 09:00", "2026-03-05 10:00"),
        ("5 to 7 pm tomorrow", "2026-03-05 17:00", "2026-03-05 19:00"),
        ("14:30 tomorrow", "2026-03-05 14:30", "2026-03-05 15:30"),
        ("noon on the 12th", "2026-03-12 12:00", "2026-03-12 13:00"),
    ]

    @Test(arguments: table)
    func understands(_ said: String, from: String, to: String) throws {
        let zone = try #require(Zone("America/New_York"))
        let now = zone.instant(try wall("2026-03-04 10:00"))
        let window = try #require(SpokenTime(now: now, zone: zone).window(in: said), "\(said)")
        #expect(show(window.range, zone) == "\(from) – \(to)", "\(said)")
        #expect((0...1).contains(window.certainty))
    }

    @Test(arguments: [
        "my sink is leaking", "hello", "yes please", "I have two bathrooms", "14 Elm Street", "the first one",
        "my name is Ada Marsh", "apartment 3", "last Friday it broke", "", "can you help me", "it may be the heater",
    ])
    func hears_no_time(in said: String) throws {
        let zone = try #require(Zone("America/New_York"))
        let now = zone.instant(try wall("2026-03-04 10:00"))
        #expect(SpokenTime(now: now, zone: zone).window(in: said) == nil, "\(said)")
    }

    @Test func days_are_as_long_as_the_clocks_make_them() throws {
        let zone = try #require(Zone("America/New_York"))
        let spring = SpokenTime(now: zone.instant(try wall("2026-03-07 10:00")), zone: zone)
        let day = try #require(spring.window(in: "tomorrow"))
        #expect(day.range.upperBound - day.range.lowerBound == .hours(23))
        let gap = try #require(spring.window(in: "tomorrow at 2:30 am"))
        #expect(gap.range.upperBound - gap.range.lowerBound == .hours(1))
        let autumn = SpokenTime(now: zone.instant(try wall("2026-10-31 10:00")), zone: zone)
        let long = try #require(autumn.window(in: "tomorrow"))
        #expect(long.range.upperBound - long.range.lowerBound == .hours(25))
        let nine = try #require(autumn.window(in: "tomorrow at nine"))
        #expect(show(nine.range, zone) == "2026-11-01 09:00 – 2026-11-01 10:00")
    }

    @Test func every_window_is_ahead_and_not_empty() throws {
        let zone = try #require(Zone("Europe/Berlin"))
        for hour in stride(from: 0, to: 24 * 40, by: 7) {
            let now = Instant(seconds: 1_774_000_000) + .hours(hour)
            for said in SpokenTimeTests.table.map(\.0) {
                guard let window = SpokenTime(now: now, zone: zone).window(in: said) else { continue }
                #expect(window.range.lowerBound >= now && !window.range.isEmpty, "\(said) at \(now)")
            }
        }
    }
}

func wall(_ text: String) throws -> LocalDateTime {
    let parts = text.split(separator: " ")
    return LocalDateTime(try #require(LocalDate(parts[0])), try #require(LocalTime(parts[1])))
}

func show(_ range: Range<Instant>, _ zone: Zone) -> String {
    func text(_ time: Instant) -> String { "\(zone.local(time).date) \(zone.local(time).time)" }
    return text(range.lowerBound) + " – " + text(range.upperBound)
}
