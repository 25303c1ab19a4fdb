internal import Core
internal import Records

/// A kind of visit: its length, price and buffer.
enum JobTypeResource {
    static let resource = Resource(
        "job_types", singular: "job_type", title: "Job types",
        fields: [
            .text("name", required: true, max: 120, search: .weightA),
            .longText("description", max: 2000),
            Field(
                "keywords", .tags,
                hint: "Words by which a caller's own description is recognised, such as leak, drip, burst pipe."),
            .number("duration_minutes", label: "Minutes on site", required: true, in: 5...1440),
            .number("buffer_minutes", label: "Minutes kept free after", in: 0...720, default: 0),
            .money("price_minor", label: "Price"),
            .text("currency", required: true, max: 3),
            .text("colour", max: 7, default: "#5e6ad2", hint: "As #rrggbb."),
            .boolean("is_general", label: "Booked when no other fits", default: false),
            .boolean("is_active", label: "Offered", default: true),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .admins),
        list: .init(
            columns: ["name", "duration_minutes", "buffer_minutes", "price_minor", "is_active"],
            order: .ascending("name")))
}
