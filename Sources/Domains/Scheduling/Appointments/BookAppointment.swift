internal import Contracts
internal import Core
internal import Records

/// Agrees a visit. Without a technician the least busy one who is free goes; with one, that one goes even outside the
/// hours, but never to two places at once.
struct BookAppointment: Action {
    static let name = "appointments.book"
    static let title = "Book appointment"
    static let access = Access.workers
    static let fields: [Field] = [
        .reference("customer_id", to: "customers", required: true),
        .reference("site_id", to: "sites"),
        .reference("job_type_id", to: "job_types", required: true),
        .timestamp("starts_at", required: true),
        .reference("technician_id", to: "members"),
        .longText("notes"),
        .text("source", max: 60, default: "workspace"),
    ]

    let customer: ID<Customer>
    let site: ID<Site>?
    let jobType: ID<JobType>
    let start: Instant
    let technician: ID<User>?
    let notes: String
    let source: String

    init(_ input: Input) throws {
        customer = try input.id("customer_id")
        site = input.optionalID("site_id")
        jobType = try input.id("job_type_id")
        start = try input.instant("starts_at")
        technician = input.optionalID("technician_id")
        notes = input.optionalText("notes") ?? ""
        source = try input.text("source")
    }

    func perform(in work: Work) async throws -> ID<Appointment> {
        let calendar = AppointmentCalendar()
        let chosen =
            if let technician { technician } else {
                try await calendar.technician(for: jobType, at: start, in: work)
            }
        return try await NewVisit(
            customer: customer, site: site, jobType: jobType, technician: chosen, start: start, notes: notes,
            source: source
        ).book(in: work)
    }
}
