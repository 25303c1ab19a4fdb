public import Core

/// Something that takes place at a time, as calendars of others show it.
public struct CalendarEvent: Sendable, Hashable {
    public enum Status: Sendable {
        case tentative, confirmed, cancelled
    }

    /// The same for as long as the thing exists: `activity-0190…@mainline`.
    public var uid: String
    /// Greater after every change.
    public var sequence: Int
    public var summary: String
    public var description = ""
    public var location = ""
    /// Where it is in Mainline.
    public var url: String?
    public var start: Instant
    /// nil: it has no length.
    public var end: Instant?
    /// Then it has days instead of times, those of `zone`.
    public var isAllDay = false
    public var zone: Zone
    public var status = Status.confirmed
    public var updatedAt: Instant

    public init(
        uid: String, sequence: Int, summary: String, start: Instant, end: Instant?, zone: Zone, updatedAt: Instant
    ) {
        self.uid = uid
        self.sequence = sequence
        self.summary = summary
        self.start = start
        self.end = end
        self.zone = zone
        self.updatedAt = updatedAt
    }
}
