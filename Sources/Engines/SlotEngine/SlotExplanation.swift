public import Core

/// Why a start is not possible.
public enum SlotRefusal: Hashable, Sendable {
    /// Earlier than now plus the notice; the earliest allowed.
    case tooSoon(earliest: Instant)
    /// Later than the horizon.
    case tooFar(latest: Instant)
    /// The business is closed that day.
    case closedThatDay
    /// Open that day, but not for the whole visit.
    case outsideHours([Range<Instant>])
    /// Not on the grid of starts, in minutes.
    case offGrid(minutes: Int)
    /// No technician has the skills, or the one asked for lacks them.
    case nobodyQualified
    case offShift(technician: Identifier)
    /// Taken by what lies in this range (buffers included).
    case busy(technician: Identifier, Range<Instant>)
}

extension SlotFinder {
    /// Every reason why a visit cannot start at `start`; empty when it can. A reason about one technician is given
    /// only if no technician is free, and then for each. The request's window is not looked at.
    public func explain(_ start: Instant, for request: SlotRequest) -> [SlotRefusal] {
        var reasons: [SlotRefusal] = []
        if start < now + request.minimumNotice { reasons.append(.tooSoon(earliest: now + request.minimumNotice)) }
        if start >= now + request.horizon { reasons.append(.tooFar(latest: now + request.horizon)) }
        let date = zone.local(start).date
        if !SlotGrid(date: date, zone: zone, minutes: request.granularity).isOnGrid(start) {
            reasons.append(.offGrid(minutes: request.granularity))
        }
        let end = start + request.duration
        let open = hours.open(from: date.adding(days: -1), through: date.adding(days: 1), in: zone)
        if !open.contains(where: { $0.lowerBound <= start && end <= $0.upperBound }) {
            let today = hours.open(on: date, in: zone)
            reasons.append(today.isEmpty ? .closedThatDay : .outsideHours(today))
        }
        return reasons + technicianReasons(start, request)
    }

    private func technicianReasons(_ start: Instant, _ request: SlotRequest) -> [SlotRefusal] {
        let candidates = technicians.filter { suits($0, request) }
        guard !candidates.isEmpty else { return [.nobodyQualified] }
        let end = start + request.duration
        let date = zone.local(start).date
        let taken = (start - request.bufferBefore)..<(end + request.bufferAfter)
        var reasons: [SlotRefusal] = []
        for technician in candidates {
            let shift = technician.shift?.open(from: date.adding(days: -1), through: date.adding(days: 1), in: zone)
            if let shift, !shift.contains(where: { $0.lowerBound <= start && end <= $0.upperBound }) {
                reasons.append(.offShift(technician: technician.id))
            } else if let conflict = technician.busy.merged().first(where: { $0.overlaps(taken) }) {
                reasons.append(.busy(technician: technician.id, conflict))
            } else {
                return []
            }
        }
        return reasons
    }
}
