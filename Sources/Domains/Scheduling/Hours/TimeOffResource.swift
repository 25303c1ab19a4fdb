internal import Core
internal import Records

/// A stretch in which a technician is away.
enum TimeOffResource {
    static let resource = Resource(
        "time_off", singular: "time_off", title: "Time off",
        fields: [
            .reference("technician_id", to: "members", required: true),
            .timestamp("starts_at", required: true), .timestamp("ends_at", required: true), .text("reason"),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["technician_id", "starts_at", "ends_at", "reason"], order: .descending("starts_at")),
        titleField: "starts_at", personColumn: "technician_id", softDelete: false)
}
