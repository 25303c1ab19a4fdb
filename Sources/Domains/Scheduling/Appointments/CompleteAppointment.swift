internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// The work is done: what is to be billed follows from it.
struct CompleteAppointment: Action {
    static let name = "appointments.complete"
    static let title = "Complete"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["booked", "confirmed", "en_route", "on_site"])
    static let fields: [Field] = [
        .reference("appointment_id", to: "appointments", required: true),
        Field("notes", .longText(max: 4000), hint: "What was done; added to the visit's notes."),
    ]

    let appointment: ID<Appointment>
    let notes: String?

    init(_ input: Input) throws {
        appointment = try input.id("appointment_id")
        notes = input.optionalText("notes")
    }

    func perform(in work: Work) async throws -> ID<Appointment> {
        let visit = try await Visit.lock(appointment, in: work)
        let all = [visit.notes, notes ?? ""].filter { !$0.isEmpty }.joined(separator: "\n\n")
        try await visit.move(
            to: .completed, from: [.booked, .confirmed, .enRoute, .onSite],
            ", completed_at = \(work.now), notes = \(all)",
            event: EventKinds.appointmentCompleted,
            payload: [
                "job_type": .string(visit.jobTypeName), "job_type_id": .text(visit.jobType),
                "price_minor": .int(visit.price.minor), "currency": .text(visit.price.currency),
                "starts_at": .text(visit.start),
                "technician_name": .text(visit.technicianName), "notes": .string(all),
            ], in: work)
        return appointment
    }
}
