internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// The technician is there.
struct ArriveAtAppointment: Action {
    static let name = "appointments.arrive"
    static let title = "Arrive"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["booked", "confirmed", "en_route"])
    static let fields: [Field] = [.reference("appointment_id", to: "appointments", required: true)]

    let appointment: ID<Appointment>

    init(_ input: Input) throws { appointment = try input.id("appointment_id") }

    func perform(in work: Work) async throws -> ID<Appointment> {
        try await Visit.lock(appointment, in: work).move(
            to: .onSite, from: [.booked, .confirmed, .enRoute], ", arrived_at = \(work.now)",
            event: EventKinds.appointmentArrived, in: work)
        return appointment
    }
}
