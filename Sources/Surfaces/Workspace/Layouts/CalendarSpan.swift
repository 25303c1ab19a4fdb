internal import Core
internal import HTTP
internal import Interface

/// The days a calendar shows: a month in whole weeks, a week, a day.
struct CalendarSpan: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable {
        case month, week, day

        var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

        /// Further ones are counted.
        var itemsPerDay: Int {
            switch self {
            case .month: 4
            case .week: 40
            case .day: 200
            }
        }
    }

    let kind: Kind
    /// The first of the month, the Monday of the week, or the day.
    let first: LocalDate

    /// The span of that kind in which `day` lies.
    init(_ kind: Kind, _ day: LocalDate) {
        self.kind = kind
        first =
            switch kind {
            case .month: day.adding(days: 1 - day.day)
            case .week: Self.monday(of: day)
            case .day: day
            }
    }

    /// From an address: `month=2026-03`, `week=2026-03-09`, `day=2026-03-11`; this month where none is said.
    init(_ query: Fields, today: LocalDate) {
        for kind in Kind.allCases {
            guard let text = query[kind.rawValue] else { continue }
            if let day = LocalDate(kind == .month && text.utf8.count == 7 ? text + "-01" : text) {
                self.init(kind, day)
                return
            }
        }
        self.init(.month, today)
    }

    /// The day after the last one shown.
    var end: LocalDate {
        switch kind {
        case .month: Self.monday(of: next.first.adding(days: 6))
        case .week: first.adding(days: 7)
        case .day: first.adding(days: 1)
        }
    }

    /// Every day shown, those of the neighbouring months that fill the weeks among them.
    var days: [LocalDate] {
        let start = kind == .month ? Self.monday(of: first) : first
        return (start.daysSince1970..<end.daysSince1970).map { LocalDate(daysSince1970: $0) }
    }

    func contains(_ day: LocalDate) -> Bool { day >= first && day < next.first }

    var previous: CalendarSpan { CalendarSpan(kind, first.adding(days: -1)) }
    var next: CalendarSpan {
        switch kind {
        case .month: CalendarSpan(kind, first.adding(months: 1))
        case .week: CalendarSpan(kind, first.adding(days: 7))
        case .day: CalendarSpan(kind, first.adding(days: 1))
        }
    }
    func around(_ day: LocalDate) -> CalendarSpan { CalendarSpan(kind, day) }

    /// The day that stays in sight when the kind changes: today if it is shown, or the first.
    func anchor(_ today: LocalDate) -> LocalDate { contains(today) ? today : first }

    /// In an address.
    var name: String { kind == .month ? String(first.description.prefix(7)) : first.description }

    var title: String {
        switch kind {
        case .month: Moment.month(first)
        case .week:
            "\(Moment.day(first, thisYear: first.year)) to \(Moment.day(first.adding(days: 6), thisYear: nil))"
        case .day: "\(first.weekday.name) \(Moment.day(first, thisYear: nil))"
        }
    }

    private static func monday(of day: LocalDate) -> LocalDate {
        // 1 January 1970 was a Thursday.
        let place = ((day.daysSince1970 + 3) % 7 + 7) % 7
        return day.adding(days: -place)
    }
}
