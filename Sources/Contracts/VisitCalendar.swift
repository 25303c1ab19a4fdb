public import Core
public import Records

/// A visit as a calendar shows it, cancelled ones too.
public struct CalendarVisit: Sendable {
    public let id: ID<Appointment>
    /// Greater after every change.
    public let revision: Int
    public let start: Instant
    public let end: Instant
    /// `booked`, `cancelled`, …
    public let status: String
    public let jobType: String
    public let customerName: String
    /// E.164.
    public let customerPhone: String?
    /// On one line.
    public let address: String?
    public let notes: String
    public let updatedAt: Instant

    public init(
        id: ID<Appointment>, revision: Int, start: Instant, end: Instant, status: String, jobType: String,
        customerName: String, customerPhone: String?, address: String?, notes: String, updatedAt: Instant
    ) {
        self.id = id
        self.revision = revision
        self.start = start
        self.end = end
        self.status = status
        self.jobType = jobType
        self.customerName = customerName
        self.customerPhone = customerPhone
        self.address = address
        self.notes = notes
        self.updatedAt = updatedAt
    }
}

/// Reads visits for calendars. Implemented by Scheduling.
public protocol VisitCalendar: Sendable {
    /// Those of `member` that begin within [from, until), by start; at most 1000.
    func visits(
        of member: ID<User>, from: Instant, until: Instant, in work: Work
    ) async throws -> [CalendarVisit]
    /// Throws 404.
    func visit(_ id: ID<Appointment>, in work: Work) async throws -> CalendarVisit
}
