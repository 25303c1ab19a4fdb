public import Core
public import HTML

extension HTML {
    /// Days with what happens on them. `days` writes `calendarDay`s. The page loads `board.js` and the library
    /// `sortable.min.js`.
    /// - Parameters:
    ///   - kind: `month`, `week` or `day`.
    ///   - movePath: Takes POST with `card` and `column`, the day it is moved to. nil if dates are fixed.
    public func calendar(
        id: String = "calendar", kind: String, label: String, movePath: String? = nil, _ days: () throws -> Void
    ) rethrows {
        try div(
            [
                .class("calendar"), .id(id), .data("kind", kind), .role("region"), .aria("label", label),
                kind == "month" ? .data("stride", "7") : .none,
            ] + moves(movePath)
        ) {
            if kind != "day" {
                div(.class("calendar-heads"), .aria("hidden", true)) {
                    for weekday in Weekday.fromMonday { span(String(weekday.name.prefix(3))) }
                }
            }
            try div(.class("calendar-days")) { try days() }
        }
        if movePath != nil { moveWords(id) }
    }

    /// - Parameters:
    ///   - isOutside: It fills the week of another month.
    ///   - more: How many are not shown, and where they are.
    public func calendarDay(
        _ day: LocalDate, today: LocalDate, isOutside: Bool, more: (count: Int, path: String)?,
        _ items: () throws -> Void
    ) rethrows {
        let name = Moment.dayHeading(day, today: today)
        try section(
            .class("calendar-day"), .aria("label", "\(day.weekday.name) \(Moment.day(day, thisYear: today.year))"),
            isOutside ? .data("outside") : .none, day == today ? .aria("current", "date") : .none
        ) {
            div(.class("calendar-date"), .aria("hidden", true)) {
                span(.class("calendar-number"), day.day)
                span(.class("calendar-name"), name)
            }
            try ul(.class("calendar-items"), .data("column", day.description), .data("name", name)) { try items() }
            if let more {
                a(.class("calendar-more"), .href(more.path)) {
                    text(Grouped(more.count))
                    text(" more")
                    span(.class("visually-hidden"), " on \(name)")
                }
            }
        }
    }

    /// Something on a day.
    public func calendarItem(id: String, _ title: String, to path: String, at time: LocalTime?, tone: Tone) {
        li(.class("calendar-item"), .data("card", id), tone == .neutral ? .none : .data("tone", tone.rawValue)) {
            a(.id("card-" + id), .href(path), .data("name", title), .title(title)) {
                if let time { span(.class("calendar-time tabular"), time.description) }
                span(.class("truncate"), .dir("auto"), title)
            }
        }
    }
}

extension Weekday {
    static let fromMonday: [Weekday] = {
        // 5 January 1970 was a Monday.
        (4..<11).map { LocalDate(daysSince1970: $0).weekday }
    }()
}
