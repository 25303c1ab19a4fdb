internal import Core
internal import Postgres
internal import Records
internal import SlotEngine

/// Everything that decides when somebody is free in a window: read with one statement, then asked as often as needed.
struct Availability {
    let zone: Zone
    let hours: WeeklyHours
    /// Least busy first, then by name.
    let technicians: [SlotTechnician]
    let names: [Identifier: String]

    /// The longest a visit occupies a technician, by the constraint `appointments_occupies_check`: how far before a window
    /// what reaches into it may begin.
    static let longestVisit = Duration.hours(48)

    /// - Parameter excluding: an appointment that does not stand in its own way.
    static func load(_ window: Range<Instant>, excluding: Identifier?, in work: Work) async throws -> Availability {
        let from = window.lowerBound - longestVisit
        let until = window.upperBound + longestVisit
        return try Availability(
            rows: await work.queryForAll(
                """
                select 'zone' as kind, null::uuid as id, zone as a, null::text as b, null::text as c, null::tstzrange as taken
                  from organisations where id = app_org()
                union all select 'open', null, weekday, opens, closes, null from business_hours where org_id = app_org()
                union all select 'closed', null, to_char(day, 'YYYY-MM-DD'), null, null, null from holidays
                  where org_id = app_org()
                union all select 'person', id, name, role, null, null from members
                  where org_id = app_org() and is_active and deleted_at is null
                union all select 'shift', technician_id, weekday, starts, ends, null from shifts where org_id = app_org()
                union all select 'taken', technician_id, null, null, null, occupies from appointments
                  where org_id = app_org() and starts_at >= \(from) and starts_at < \(until) and technician_id is not null
                    and status not in ('cancelled', 'no_show') and id is distinct from \(excluding)
                union all select 'taken', technician_id, null, null, null, tstzrange(starts_at, ends_at) from time_off
                  where org_id = app_org() and ends_at > \(from) and starts_at < \(until)
                """))
    }

    func finder(now: Instant) -> SlotFinder { SlotFinder(zone: zone, hours: hours, technicians: technicians, now: now) }

    private init(rows: Rows) throws {
        var zone = Zone.utc
        var hours = WeeklyHours(week: [:])
        var people: [(id: Identifier, name: String, role: String)] = []
        var shifts: [Identifier: WeeklyHours] = [:]
        var taken: [Identifier: [Range<Instant>]] = [:]
        for row in rows {
            switch try row.get("kind", as: String.self) {
            case "zone": zone = try row.get("a")
            case "open": try hours.add(row)
            case "closed": hours.exceptions[try row.get("a")] = []
            case "person": people.append((try row.get("id"), try row.get("a"), try row.get("b")))
            case "shift": try shifts[try row.get("id"), default: WeeklyHours(week: [:])].add(row)
            default:
                let range: InstantRange = try row.get("taken")
                taken[try row.get("id"), default: []].append(range.start..<range.end)
            }
        }
        self.zone = zone
        self.hours = hours
        names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        // Where nobody is a technician the owner goes out: a business of one.
        let field = people.filter { $0.role == "technician" || shifts[$0.id] != nil }
        let sent = field.isEmpty ? people.filter { $0.role == "owner" } : field
        let order = sent.sorted {
            (taken[$0.id]?.count ?? 0, $0.name, $0.id) < (taken[$1.id]?.count ?? 0, $1.name, $1.id)
        }
        technicians = order.map { SlotTechnician(id: $0.id, shift: shifts[$0.id], busy: taken[$0.id] ?? []) }
    }
}

extension WeeklyHours {
    /// Adds the interval of a row with a weekday and two times; both are held to their form by the database.
    fileprivate mutating func add(_ row: Row) throws {
        guard let day = Weekday(stored: try row.get("a")),
            let interval = DayInterval(try row.get("b"), try row.get("c"))
        else {
            return
        }
        week[day, default: []].append(interval)
    }
}
