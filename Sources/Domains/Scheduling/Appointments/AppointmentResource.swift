internal import Core
internal import Records

/// A visit agreed with a customer. Its time and state change by actions only.
enum AppointmentResource {
    static let resource = Resource(
        "appointments", singular: "appointment",
        fields: [
            Field("starts_at", .timestamp, readOnly: true),
            Field("ends_at", .timestamp, readOnly: true),
            Field("status", .choice(AppointmentStatus.choices), readOnly: true),
            Field("customer_id", .reference("customers"), readOnly: true),
            Field("site_id", .reference("sites"), readOnly: true),
            Field("job_type_id", .reference("job_types"), readOnly: true),
            Field("technician_id", .reference("members"), readOnly: true),
            .longText("notes"),
            Field("source", .text(max: 60), readOnly: true),
            Field("arrived_at", .timestamp, readOnly: true),
            Field("completed_at", .timestamp, readOnly: true),
            Field("cancelled_at", .timestamp, readOnly: true),
            Field("cancel_reason", .text(max: 500), readOnly: true),
        ],
        access: .init(read: .staff, create: .nobody, update: .workers, delete: .nobody),
        list: .init(
            columns: ["starts_at", "status", "job_type_id", "customer_id", "technician_id"],
            order: .descending("starts_at")),
        titleField: "starts_at", customerColumn: "customer_id", personColumn: "technician_id", softDelete: false)
}
