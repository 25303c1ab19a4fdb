internal import Core
internal import Records

extension Resource {
    static let phoneNumbers = Resource(
        "phone_numbers", singular: "phone_number", title: "Phone numbers",
        fields: [
            .phone("number", required: true), .text("label"), .boolean("is_active", label: "Active", default: true),
        ],
        access: .readOnly, list: .init(columns: ["number", "label", "is_active"], order: .ascending("number")),
        softDelete: false)
}
