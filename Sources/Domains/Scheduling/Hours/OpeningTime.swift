internal import Contracts
internal import Core
internal import Postgres
internal import Records
internal import SlotEngine

/// Counts time in opening hours.
struct OpeningTime: BusinessTime {
    func adding(minutes: Int, to start: Instant, in work: Work) async throws -> Instant {
        let rows = try await work.query(
            """
            select 'zone' as kind, zone as a, null::text as b, null::text as c from organisations where id = app_org()
            union all select 'open', weekday, opens, closes from business_hours where org_id = app_org()
            union all select 'closed', to_char(day, 'YYYY-MM-DD'), null, null from holidays where org_id = app_org()
            """)
        var zone = work.context.zone
        var hours = WeeklyHours(week: [:])
        for row in rows {
            switch try row.get("kind", as: String.self) {
            case "zone": zone = try row.get("a")
            case "closed": hours.exceptions[try row.get("a")] = []
            default:
                guard let day = Weekday(stored: try row.get("a")),
                    let interval = DayInterval(try row.get("b"), try row.get("c"))
                else { continue }
                hours.week[day, default: []].append(interval)
            }
        }
        return Self.end(of: minutes, from: start, hours, zone)
    }

    static func end(of minutes: Int, from start: Instant, _ hours: WeeklyHours, _ zone: Zone) -> Instant {
        let wanted = Duration.minutes(minutes)
        var left = wanted
        var time = start
        // A day has at most a few stretches; a year of them is far beyond any promise.
        for _ in 0..<2000 {
            guard let opening = hours.nextOpening(from: time, in: zone) else { break }
            let day = zone.local(opening).date
            guard let stretch = hours.open(on: day, in: zone).first(where: { $0.contains(opening) }) else { break }
            let room = stretch.upperBound - opening
            if room >= left { return opening + left }
            left = left - room
            time = stretch.upperBound
        }
        return start + wanted
    }
}
