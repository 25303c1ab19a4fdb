internal import Contracts
internal import Core
internal import Records

/// The customer has said that the time holds.
struct ConfirmAppointment: Action {
    static let name = "appointments.confirm"
    static let title = "Confirm"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["booked"])
    static let fields: [Field] = [.reference("appointment_id", to: "appointments", required: true)]

    let appointment: ID<Appointment>

    init(_ input: Input) throws { appointment = try input.id("appointment_id") }

    func perform(in work: Work) async throws -> ID<Appointment> {
        try await Visit.lock(appointment, in: work).move(
            to: .confirmed, from: [.booked], event: EventKinds.appointmentConfirmed, in: work)
        return appointment
    }
}
