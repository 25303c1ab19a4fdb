internal import Contracts
internal import Core
internal import Records

/// Moves a visit to another time, another technician, or both. Without a technician its own goes.
struct RescheduleAppointment: Action {
    static let name = "appointments.reschedule"
    static let title = "Reschedule"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["new", "booked", "confirmed"])
    static let fields: [Field] = [
        .reference("appointment_id", to: "appointments", required: true),
        .timestamp("starts_at", required: true),
        .reference("technician_id", to: "members"),
    ]

    let appointment: ID<Appointment>
    let start: Instant
    let technician: ID<User>?

    init(_ input: Input) throws {
        appointment = try input.id("appointment_id")
        start = try input.instant("starts_at")
        technician = input.optionalID("technician_id")
    }

    func perform(in work: Work) async throws -> ID<Appointment> {
        let chosen = if let technician { technician } else { try await ownTechnician(in: work) }
        try await MovedVisit(appointment: appointment, start: start, technician: chosen).move(in: work)
        return appointment
    }

    private func ownTechnician(in work: Work) async throws -> ID<User> {
        let visit = try await Visit.lock(appointment, in: work)
        if let technician = visit.technician { return technician }
        return try await AppointmentCalendar().technician(
            for: visit.jobType, at: start, excluding: appointment, in: work)
    }
}
