internal import Core
internal import Records

/// A day on which the business is closed.
enum HolidayResource {
    static let resource = Resource(
        "holidays", singular: "holiday",
        fields: [.date("day", required: true), .text("name", required: true, max: 120)],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["name", "day"], order: .ascending("day")), softDelete: false)
}
