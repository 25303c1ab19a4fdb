public import Core
public import Records

/// A visit agreed with a customer.
public enum Appointment {}
/// A kind of visit: its length, price and buffers.
public enum JobType {}

public struct JobTypeSummary: Sendable {
    public let id: ID<JobType>
    /// "Leak repair".
    public let name: String
    public let duration: Duration
    /// Words that point to it when a caller describes a problem: `leak`, `dripping`.
    public let words: [String]

    public init(id: ID<JobType>, name: String, duration: Duration, words: [String]) {
        self.id = id
        self.name = name
        self.duration = duration
        self.words = words
    }
}

/// A time at which a technician is free for the whole visit with its buffers.
public struct FreeSlot: Sendable, Hashable {
    public let start: Instant
    public let end: Instant
    public let technician: ID<User>
    public let technicianName: String

    public init(start: Instant, end: Instant, technician: ID<User>, technicianName: String) {
        self.start = start
        self.end = end
        self.technician = technician
        self.technicianName = technicianName
    }
}

public struct AppointmentSummary: Sendable {
    public let id: ID<Appointment>
    public let jobType: JobTypeSummary
    public let start: Instant
    public let end: Instant
    public let technicianName: String
    public let status: String

    public init(
        id: ID<Appointment>, jobType: JobTypeSummary, start: Instant, end: Instant, technicianName: String,
        status: String
    ) {
        self.id = id
        self.jobType = jobType
        self.start = start
        self.end = end
        self.technicianName = technicianName
        self.status = status
    }
}

/// Finds free times and books visits. Implemented by Scheduling.
public protocol AppointmentBook: Sendable {
    /// The kinds of visit that can be booked, the general one last.
    func jobTypes(in work: Work) async throws -> [JobTypeSummary]
    /// The job type that a description ("my sink is leaking") calls for; the organisation's general one if none fits.
    func jobType(for description: String, in work: Work) async throws -> JobTypeSummary
    /// Up to `limit` free slots that start within [from, until), earliest first and spread over the window; when
    /// `excluding` is given that appointment does not stand in its own way.
    func slots(
        for jobType: ID<JobType>, from: Instant, until: Instant, limit: Int, excluding: ID<Appointment>?, in work: Work
    ) async throws -> [FreeSlot]
    /// Throws `Problem` 409 `slot_taken` if another visit stands in the slot's way by now. Asked before work that is in vain
    /// without the visit; `book` still decides.
    func checkFree(_ slot: FreeSlot, for jobType: ID<JobType>, in work: Work) async throws
    /// Throws `Problem` 409 `slot_taken` if it has been taken meanwhile; nothing is changed then.
    func book(
        customer: ID<Customer>, site: ID<Site>?, jobType: ID<JobType>, slot: FreeSlot, notes: String, source: String,
        in work: Work
    ) async throws -> ID<Appointment>
    /// Throws `Problem` 409 `slot_taken`.
    func reschedule(_ appointment: ID<Appointment>, to slot: FreeSlot, in work: Work) async throws
    func cancel(_ appointment: ID<Appointment>, reason: String, in work: Work) async throws
    /// The customer's appointments that have not begun, earliest first.
    func upcoming(for customer: ID<Customer>, in work: Work) async throws -> [AppointmentSummary]
    /// Whether the business is open at `time` (hours and holidays, in its zone), and when it opens next.
    func openness(at time: Instant, in work: Work) async throws -> (isOpen: Bool, opensNext: Instant?)
    /// The hours in words, for a caller who asks: "Monday to Friday eight to six".
    func hoursInWords(in work: Work) async throws -> String
}
