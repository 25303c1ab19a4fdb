public import Core

/// Finds the free times of a set of technicians. Pure: what is busy is passed in, and whoever books must check
/// again in the database.
public struct SlotFinder: Sendable {
    public var zone: Zone
    /// The business's own hours: every visit lies inside one of them.
    public var hours: WeeklyHours
    /// In order of preference where several are free at the same time.
    public var technicians: [SlotTechnician]
    public var now: Instant

    public init(zone: Zone, hours: WeeklyHours, technicians: [SlotTechnician], now: Instant) {
        self.zone = zone
        self.hours = hours
        self.technicians = technicians
        self.now = now
    }

    /// Free slots by start, then by the technicians' order; at most `limit`.
    public func slots(for request: SlotRequest, limit: Int = .max) -> [Slot] {
        let candidates = technicians.enumerated().filter { suits($0.element, request) }
        guard !candidates.isEmpty, limit > 0, request.duration > .zero else { return [] }
        let bounds = startBounds(request)
        guard bounds.lowerBound < bounds.upperBound else { return [] }
        var found: [Slot] = []
        let first = zone.local(bounds.lowerBound).date
        let last = zone.local(bounds.upperBound).date
        let clock = DayClock(zone: zone, from: first.adding(days: -1), through: last.adding(days: 1))
        var free = candidates.map { TechnicianDay($0.element, clock: clock) }
        // A visit may begin before midnight and end after it, so a day is seen together with the next one.
        for day in first.daysSince1970...last.daysSince1970 {
            let date = LocalDate(daysSince1970: day)
            let open = hours.open(from: date.adding(days: -1), through: date.adding(days: 1), clock)
            let starts = SlotGrid(date: date, zone: zone, minutes: request.granularity).starts(
                in: bounds, open: open, for: request.duration)
            guard !starts.isEmpty else { continue }
            for index in free.indices { free[index].move(to: date) }
            for start in starts {
                for index in free.indices where free[index].isFree(from: start, for: request) {
                    found.append(Slot(start: start, end: start + request.duration, technician: free[index].id))
                    if found.count == limit { return found }
                }
            }
        }
        return found
    }

    /// Where a start may lie: after the notice, before the horizon, inside the window.
    func startBounds(_ request: SlotRequest) -> Range<Instant> {
        var lower = now + request.minimumNotice
        var upper = now + request.horizon
        if let window = request.window {
            lower = max(lower, window.lowerBound)
            upper = min(upper, window.upperBound)
        }
        return lower..<max(lower, upper)
    }

    func suits(_ technician: SlotTechnician, _ request: SlotRequest) -> Bool {
        request.skills.isSubset(of: technician.skills) && (request.technician ?? technician.id) == technician.id
    }
}
