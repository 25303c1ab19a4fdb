internal import Core
internal import Records

/// When the business is open; several entries a day where it closes over noon.
enum BusinessHoursResource {
    static let resource = Resource(
        "business_hours", singular: "business_hours", title: "Business hours",
        fields: [
            .choice("weekday", Weekday.choices, required: true),
            .text("opens", required: true, max: 5, hint: "As 08:00."),
            .text("closes", required: true, max: 5, hint: "As 18:00; 24:00 for midnight."),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["weekday", "opens", "closes"], order: .ascending("created_at")), softDelete: false)
}
