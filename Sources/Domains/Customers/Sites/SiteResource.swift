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
            Field("latitude", .percent, hint: "Degrees north, such as 30.2672."),
            Field("longitude", .percent, hint: "Degrees east, such as -97.7431."),
            Field("as_spoken", .text(max: 300), readOnly: true, hint: "The caller's own words."),
            Field("one_line", .text(max: 800), label: "Address on one line", readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .managers),
        list: .init(columns: ["line1", "city", "postcode", "customer_id"], order: .descending("created_at")),
        titleField: "one_line", customerColumn: "customer_id", customFields: true,
        presentation: Presentation(
            icon: "map-pin", section: .business, layouts: [.map(.init(latitude: "latitude", longitude: "longitude"))],
            form: [
                "customer_id", "name", "line1", "line2", "city", "region", "postcode", "country", "access_notes",
                "latitude", "longitude",
            ],
            summary: ["customer_id"],
            related: [.init("appointments", by: "site_id")],
            emptyTitle: "No sites yet",
            emptyWords:
                "A site is an address at which you serve a customer. Callers' addresses are added by themselves."))
}
