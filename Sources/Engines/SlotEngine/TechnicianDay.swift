internal import Core

/// One technician's free time, walked forward day by day.
struct TechnicianDay {
    let id: Identifier
    private let shift: WeeklyHours?
    private let clock: DayClock
    private let busy: [Range<Instant>]
    private var onShift: [Range<Instant>] = []
    /// The first busy range that can still matter: all before it end before any start to come.
    private var next = 0

    init(_ technician: SlotTechnician, clock: DayClock) {
        id = technician.id
        shift = technician.shift
        self.clock = clock
        busy = technician.busy.merged()
    }

    mutating func move(to date: LocalDate) {
        guard let shift else { return }
        onShift = shift.open(from: date.adding(days: -1), through: date.adding(days: 1), clock)
    }

    /// Starts must be asked in ascending order.
    mutating func isFree(from start: Instant, for request: SlotRequest) -> Bool {
        let end = start + request.duration
        if shift != nil, !onShift.contains(where: { $0.lowerBound <= start && end <= $0.upperBound }) { return false }
        let from = start - request.bufferBefore
        while next < busy.count, busy[next].upperBound <= from { next += 1 }
        return next == busy.count || busy[next].lowerBound >= end + request.bufferAfter
    }
}
