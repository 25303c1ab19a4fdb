public import Core

/// A visit to find time for.
public struct SlotRequest: Sendable {
    /// Time on site.
    public var duration: Duration
    /// Kept free before and after the visit (travel, preparation); may lie outside the shift.
    public var bufferBefore: Duration
    public var bufferAfter: Duration
    /// Starts earlier than this after now are not offered.
    public var minimumNotice: Duration
    /// Starts later than this after now are not offered.
    public var horizon: Duration
    /// Starts fall on multiples of this from local midnight, in minutes (1…1440).
    public var granularity: Int
    /// Starts must lie inside; nil for any time.
    public var window: Range<Instant>?
    /// The technician needs all of these.
    public var skills: Set<String>
    /// Only this one; nil for any.
    public var technician: Identifier?

    public init(
        duration: Duration, bufferBefore: Duration = .zero, bufferAfter: Duration = .zero,
        minimumNotice: Duration = .zero, horizon: Duration = .days(60), granularity: Int = 30,
        window: Range<Instant>? = nil, skills: Set<String> = [], technician: Identifier? = nil
    ) {
        self.duration = duration
        self.bufferBefore = bufferBefore
        self.bufferAfter = bufferAfter
        self.minimumNotice = minimumNotice
        self.horizon = horizon
        self.granularity = min(1440, max(1, granularity))
        self.window = window
        self.skills = skills
        self.technician = technician
    }
}

/// Somebody who can be sent.
public struct SlotTechnician: Sendable {
    public var id: Identifier
    /// nil: works whenever the business is open.
    public var shift: WeeklyHours?
    public var skills: Set<String>
    /// Taken time, each including its own buffers; any order, may overlap.
    public var busy: [Range<Instant>]

    public init(id: Identifier, shift: WeeklyHours? = nil, skills: Set<String> = [], busy: [Range<Instant>] = []) {
        self.id = id
        self.shift = shift
        self.skills = skills
        self.busy = busy
    }
}

/// A free time: the visit itself, without buffers.
public struct Slot: Hashable, Sendable {
    public let start: Instant
    public let end: Instant
    public let technician: Identifier

    public init(start: Instant, end: Instant, technician: Identifier) {
        self.start = start
        self.end = end
        self.technician = technician
    }
}
