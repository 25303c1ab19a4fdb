internal import Core
internal import Records

/// A member who takes leads.
enum SalesRepResource {
    static let resource = Resource(
        "sales_reps", singular: "sales_rep", title: "Lead takers",
        fields: [
            .reference("member_id", to: "members", required: true),
            .boolean("is_available", label: "Takes leads now", default: true),
            .number("weight", label: "Share", in: 1...100, default: 1),
            .number("priority", in: 0...100, default: 0),
            .number("capacity", label: "Open leads at most", in: 0...100_000),
            Field(
                "territories", .tags,
                hint: "Beginnings of postcodes or phone numbers, names of regions or towns. None means everywhere."),
            Field("skills", .tags, hint: "What rules may ask for, such as spanish or commercial."),
            Field("assigned_count", .number(0...Int64.max), label: "Given", readOnly: true),
            Field("last_assigned_at", .timestamp, label: "Last given", readOnly: true),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(
            columns: ["member_id", "is_available", "weight", "capacity", "territories", "skills", "last_assigned_at"],
            order: .descending("created_at")),
        presentation: Presentation(
            icon: "users", section: .system, isSearchable: false, isImportable: false, emptyTitle: "Nobody takes leads",
            emptyWords: "Add who is given new leads. Until then they wait for somebody to pick them up."))
}
