internal import Core
internal import Records

/// What leads of a kind ask of whoever takes them.
enum AssignmentRuleResource {
    static let resource = Resource(
        "assignment_rules", singular: "assignment_rule", title: "Assignment rules",
        fields: [
            .text("name", required: true, max: 120, search: .weightA),
            Field("sources", .tags, label: "For sources", hint: "None means any."),
            Field(
                "territories", .tags, label: "For territories",
                hint: "Beginnings of postcodes or phone numbers, regions, towns."),
            Field("tags", .tags, label: "For tags"),
            .number("minimum_score", label: "From a score of", in: 0...100),
            Field("skills", .tags, label: "Needs skills"),
            .reference("member_id", to: "members", label: "Always to"),
            .number("position", in: 0...100_000, default: 0),
            .boolean("is_active", label: "In use", default: true),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(
            columns: ["name", "sources", "territories", "tags", "skills", "member_id", "is_active"],
            order: .ascending("position")),
        presentation: Presentation(
            icon: "route", section: .system, sortable: ["position", "created_at"], isSearchable: false,
            isImportable: false, emptyTitle: "No rules",
            emptyWords: "Without rules every lead goes to whoever is next in turn."))
}
