internal import Core
internal import Records

/// What was said to, by or about a customer, and which way: the communication log.
enum NoteResource {
    static let resource = Resource(
        "notes", singular: "note",
        fields: [
            .reference("customer_id", to: "customers", required: true),
            .longText("body", label: "Note", required: true),
            .choice(
                "channel",
                [
                    Choice("note"), Choice("call"), Choice("email", "E-mail"), Choice("text"), Choice("meeting"),
                    Choice("visit"),
                ],
                default: "note"),
            Field(
                "direction", .choice([Choice("in", "From them"), Choice("out", "From us")]),
                hint: "Empty for what was said among ourselves."),
            .boolean("is_pinned", label: "Pinned", default: false),
            Field("created_by", .reference("members"), label: "Author", readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .workers),
        list: .init(
            columns: ["body", "channel", "direction", "customer_id", "created_by", "created_at"],
            order: .descending("created_at")),
        customerColumn: "customer_id", personColumn: "created_by",
        presentation: Presentation(
            icon: "sticky-note", chips: "channel", isSearchable: false,
            form: ["customer_id", "body", "channel", "direction", "is_pinned"], summary: ["channel", "customer_id"],
            isImportable: false, emptyTitle: "No notes yet",
            emptyWords: "Write down on a customer's page what was said, so that the next one who picks up knows."))
}
