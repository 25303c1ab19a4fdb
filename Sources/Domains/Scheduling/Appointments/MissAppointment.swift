internal import Contracts
internal import Core
internal import Records

/// The customer was not there. The time counts as free again.
struct MissAppointment: Action {
    static let name = "appointments.no_show"
    static let title = "No-show"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["booked", "confirmed", "en_route", "on_site"])
    static let fields: [Field] = [.reference("appointment_id", to: "appointments", required: true)]

    let appointment: ID<Appointment>

    init(_ input: Input) throws { appointment = try input.id("appointment_id") }

    func perform(in work: Work) async throws -> ID<Appointment> {
        try await Visit.lock(appointment, in: work).move(
            to: .noShow, from: [.booked, .confirmed, .enRoute, .onSite], event: EventKinds.appointmentMissed, in: work)
        return appointment
    }
}
