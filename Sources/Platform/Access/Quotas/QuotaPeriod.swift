public import Core
public import Postgres

/// For how long a quota is: a day or a month as the organisation's wall has them.
public enum QuotaPeriod: String, Sendable, CaseIterable, PostgresEncodable {
    case day, month

    /// The first day of the period in which `now` lies.
    func start(_ now: Instant, in zone: Zone) -> LocalDate {
        let today = zone.local(now).date
        return self == .day ? today : today.adding(days: 1 - today.day)
    }

    /// When the period in which `now` lies is over.
    func end(_ now: Instant, in zone: Zone) -> Instant {
        let start = start(now, in: zone)
        return zone.startOfDay(self == .day ? start.adding(days: 1) : start.adding(months: 1))
    }

    /// `w` of RateLimit-Policy: a month counts as 30 days.
    var seconds: Int { self == .day ? 86_400 : 2_592_000 }

    var name: String { self == .day ? "daily" : "monthly" }
}
