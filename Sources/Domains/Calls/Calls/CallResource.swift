internal import Core
internal import Records

extension Resource {
    /// Calls are written by the carrier's webhooks alone.
    static let calls = Resource(
        "calls", singular: "call",
        fields: [
            .timestamp("started_at", label: "Started", required: true),
            .phone("their_number", label: "Caller", search: .exact),
            .reference("customer_id", to: "customers"),
            .choice("direction", [Choice("inbound"), Choice("outbound")], required: true),
            .text("status", required: true),
            .choice(
                "outcome",
                [
                    Choice("booked", tone: "good"), Choice("rescheduled", tone: "good"),
                    Choice("cancelled", tone: "warn"),
                    Choice("answered", tone: "good"), Choice("transferred", tone: "info"),
                    Choice("callback_queued", "Callback queued", tone: "warn"), Choice("voicemail", tone: "warn"),
                    Choice("emergency_escalated", "Emergency escalated", tone: "bad"), Choice("abandoned"),
                    Choice("blocked"),
                ]),
            .text("intent"), .text("summary", max: 2000), .timestamp("answered_at", label: "Answered"),
            .timestamp("ended_at", label: "Ended"), .number("duration_seconds", label: "Length"),
            .number("turn", label: "Turns"),
            .reference("appointment_id", to: "appointments"), .text("correlation_id", label: "Story"),
            .text("our_number", label: "Our number"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["started_at", "their_number", "customer_id", "outcome", "duration_seconds", "summary"],
            order: .descending("started_at")),
        titleField: "their_number", customerColumn: "customer_id", softDelete: false)
}
