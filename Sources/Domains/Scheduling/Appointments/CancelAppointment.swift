internal import Contracts
internal import Core
internal import Records

/// Calls a visit off. Its time is free again.
struct CancelAppointment: Action {
    static let name = "appointments.cancel"
    static let title = "Cancel"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["new", "booked", "confirmed", "en_route", "on_site"])
    static let fields: [Field] = [
        .reference("appointment_id", to: "appointments", required: true),
        .text("reason", max: 500, hint: "What the customer said, or why you cannot come."),
    ]

    let appointment: ID<Appointment>
    let reason: String

    init(_ input: Input) throws {
        appointment = try input.id("appointment_id")
        reason = input.optionalText("reason") ?? ""
    }

    func perform(in work: Work) async throws -> ID<Appointment> {
        try await AppointmentCalendar().cancel(appointment, reason: reason, in: work)
        return appointment
    }
}
