internal import Core
internal import Records

/// What somebody wrote down about a customer.
enum NoteResource {
    static let resource = Resource(
        "notes", singular: "note",
        fields: [
            .reference("customer_id", to: "customers", required: true),
            .longText("body", label: "Note", required: true),
            .choice(
                "channel",
                [Choice("note"), Choice("call"), Choice("email"), Choice("text"), Choice("meeting"), Choice("visit")],
                default: "note"),
            .boolean("is_pinned", label: "Pinned", default: false),
            Field("created_by", .reference("members"), label: "Author", readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .managers),
        list: .init(
            columns: ["body", "channel", "customer_id", "created_by", "created_at"], order: .descending("created_at")),
        customerColumn: "customer_id")
}
