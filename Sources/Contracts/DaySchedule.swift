public import Core

/// A visit as a list of the day shows it.
public struct DayVisit: Sendable {
    public let id: ID<Appointment>
    public let start: Instant
    public let end: Instant
    /// `booked`, `confirmed`, `en_route`, …
    public let status: String
    public let jobType: String
    /// The job type's, `#rrggbb`.
    public let colour: String
    public let customer: ID<Customer>
    public let customerName: String
    /// E.164.
    public let customerPhone: String?
    /// On one line.
    public let address: String?
    /// nil: nobody has been assigned.
    public let technician: ID<User>?
    public let technicianName: String?
    public let notes: String

    public init(
        id: ID<Appointment>, start: Instant, end: Instant, status: String, jobType: String, colour: String,
        customer: ID<Customer>, customerName: String, customerPhone: String?, address: String?, technician: ID<User>?,
        technicianName: String?, notes: String
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.status = status
        self.jobType = jobType
        self.colour = colour
        self.customer = customer
        self.customerName = customerName
        self.customerPhone = customerPhone
        self.address = address
        self.technician = technician
        self.technicianName = technicianName
        self.notes = notes
    }
}

/// Reads the visits of a day for a page. Implemented by Scheduling.
public protocol DaySchedule: Sendable {
    /// What takes place on `date` in `zone`, cancelled visits left out, by start and technician.
    func day(_ date: LocalDate, zone: Zone, _ context: Context) async throws -> [DayVisit]
}
