internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Records on the days of a month, a week, or one day. On a phone the days stand below each other, empty ones left out.
struct CalendarLayout: RecordLayout {
    private let asked: LayoutRequest
    private let calendar: Presentation.Calendar
    private let start: Field
    private let span: CalendarSpan
    private let query: RecordQuery
    private let groups: RecordGroups

    let modules = ["board.js"]
    let libraries = ["sortable.min.js"]

    /// Throws `Problem` 404 where the role may not see the dates.
    init(_ asked: LayoutRequest, _ calendar: Presentation.Calendar) throws {
        guard let start = asked.field(calendar.start) else { throw Problem.notFound("field “\(calendar.start)”") }
        self.asked = asked
        self.calendar = calendar
        self.start = start
        let zone = asked.context.zone
        span = CalendarSpan(asked.query, today: zone.local(asked.context.now).date)
        query = try asked.records(
            [calendar.start] + Self.states(asked.presentation), order: calendar.start, limit: span.kind.itemsPerDay)
        let bounds = (span.days + [span.end]).map { day in
            start.kind == .date ? day.description : zone.startOfDay(day).description
        }
        groups = .stretches(span.days.map(\.description), bounds, of: start)
    }

    var reads: [SQL] { [query.select(in: groups), query.totals(in: groups, of: nil)] }

    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws {
        let found = Dictionary(
            grouping: try (0..<rows[0].count).map { (try rows[0][$0].get("group_key", as: String.self), rows[0][$0]) },
            by: \.0)
        let totals = try BoardTotals(rows[1], page.context.currency)
        writeBar(html, page)
        let today = page.zone.local(page.now).date
        try html.calendar(
            kind: span.kind.rawValue, label: "\(asked.resource.title), \(span.title)",
            movePath: asked.maySet(start) ? asked.path + "/calendar/move" : nil
        ) {
            for day in span.days {
                let items = found[day.description]?.map(\.1) ?? []
                let hidden = totals[day.description].count - min(items.count, query.limit)
                try html.calendarDay(
                    day, today: today, isOutside: !span.contains(day),
                    more: hidden > 0 ? (hidden, asked.address([("day", day.description)], layout: "calendar")) : nil
                ) {
                    for row in items.prefix(query.limit) { try write(html, page, row) }
                }
            }
        }
        if totals.isEmpty { html.p(.class("muted"), "Nothing in this time.") }
    }

    private func write(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let id = try row.get("id", as: Identifier.self).description
        let title = try title(row, page)
        let time = start.kind == .date ? nil : page.zone.local(try row.get(calendar.start, as: Instant.self)).time
        html.calendarItem(
            id: id, title.isEmpty ? asked.presentation.untitled : title, to: "\(asked.path)/\(id)", at: time,
            tone: try tone(row))
    }

    /// Visits are named by their time, which stands before the name already.
    private func title(_ row: Row, _ page: PageContext) throws -> String {
        if asked.resource.titleField == calendar.start {
            let embedded = row.rows.column("customer") == nil ? nil : try row.optional("customer", as: JSON.self)
            return embedded?.object?.values.first?.string ?? Words.label(asked.resource.singular)
        }
        return try row.optional(asked.resource.titleField, as: String.self) ?? ""
    }

    /// What may give an item its colour: the choice of the quick filter first.
    private static func states(_ presentation: Presentation) -> [String] {
        (presentation.chips.map { [$0] } ?? []) + presentation.summary
    }

    private func tone(_ row: Row) throws -> Tone {
        for name in Self.states(asked.presentation) {
            guard let field = asked.field(name), case .choice(let choices) = field.kind, row.rows.column(name) != nil,
                let value: String = try row.optional(name)
            else { continue }
            return choices.first { $0.value == value }.flatMap { Tone(rawValue: $0.tone) } ?? .neutral
        }
        return .neutral
    }

    private func writeBar(_ html: HTML, _ page: PageContext) {
        let today = page.zone.local(page.now).date
        html.div(.class("toolbar")) {
            html.div(.class("button-group")) {
                html.iconLink(.chevronLeft, "Earlier", to: address(span.previous), .secondary)
                html.linkButton("Today", to: address(span.around(today)))
                html.iconLink(.chevronRight, "Later", to: address(span.next), .secondary)
            }
            html.h2(.class("calendar-title"), span.title)
            html.div(.class("toolbar-end")) {
                html.segmented(
                    "Time shown",
                    CalendarSpan.Kind.allCases.map { kind in
                        Place(kind.title, address(CalendarSpan(kind, span.anchor(today))))
                    }, current: address(CalendarSpan(span.kind, span.anchor(today))))
            }
        }
    }

    private func address(_ span: CalendarSpan) -> String {
        asked.address([(span.kind.rawValue, span.name)], layout: "calendar")
    }
}
