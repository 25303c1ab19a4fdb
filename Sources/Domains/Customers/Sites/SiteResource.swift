internal import Core
internal import Records

/// An address at which a customer is served.
enum SiteResource {
    static let resource = Resource(
        "sites", singular: "site",
        fields: [
            .reference("customer_id", to: "customers", required: true),
            .text("name", hint: "What people call it: Home, Warehouse."),
            .text("line1", label: "Address", required: true, max: 300, search: .weightA),
            .text("line2", label: "Address, second line"),
            .text("city", max: 120, search: .weightB),
            .text("region", label: "State or region", max: 120),
            .text("postcode", max: 20),
            .text("country", max: 2, hint: "Two letters, such as US."),
            .longText("access_notes", max: 4000),
            Field("as_spoken", .text(max: 300), readOnly: true, hint: "The caller's own words."),
            Field("one_line", .text(max: 800), label: "Address on one line", readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .managers),
        list: .init(columns: ["line1", "city", "postcode", "customer_id"], order: .descending("created_at")),
        titleField: "one_line", customerColumn: "customer_id", customFields: true)
}
