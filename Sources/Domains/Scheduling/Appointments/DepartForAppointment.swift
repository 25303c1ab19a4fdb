internal import Contracts
internal import Core
internal import Records

/// The technician has set out.
struct DepartForAppointment: Action {
    static let name = "appointments.depart"
    static let title = "Set out"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["booked", "confirmed"])
    static let fields: [Field] = [.reference("appointment_id", to: "appointments", required: true)]

    let appointment: ID<Appointment>

    init(_ input: Input) throws { appointment = try input.id("appointment_id") }

    func perform(in work: Work) async throws -> ID<Appointment> {
        try await Visit.lock(appointment, in: work).move(
            to: .enRoute, from: [.booked, .confirmed], event: EventKinds.appointmentDeparted, in: work)
        return appointment
    }
}
