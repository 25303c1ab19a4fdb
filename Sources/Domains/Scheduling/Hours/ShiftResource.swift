internal import Core
internal import Records

/// When a technician works. One without shifts works whenever the business is open.
enum ShiftResource {
    static let resource = Resource(
        "shifts", singular: "shift",
        fields: [
            .reference("technician_id", to: "members", required: true),
            .choice("weekday", Weekday.choices, required: true),
            .text("starts", required: true, max: 5, hint: "As 08:00."),
            .text("ends", required: true, max: 5, hint: "As 16:30."),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["technician_id", "weekday", "starts", "ends"], order: .ascending("created_at")),
        titleField: "weekday", personColumn: "technician_id", softDelete: false)
}
