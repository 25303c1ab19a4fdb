internal import Core
internal import Records

/// Points for something that is known of a lead.
enum ScoreRuleResource {
    static let resource = Resource(
        "lead_score_rules", singular: "lead_score_rule", title: "Score rules",
        fields: [
            .text(
                "name", label: "Reason", required: true, max: 120, search: .weightA, hint: "As shown beside a score."),
            .choice("field", fields, label: "Looks at", required: true),
            .choice("operator", operators, label: "Which", required: true),
            .text("value", hint: "What to compare with, if anything."),
            Field("points", .number(-100...100), required: true),
            .number("position", in: 0...100_000, default: 0),
            .boolean("is_active", label: "In use", default: true),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(
            columns: ["name", "field", "operator", "value", "points", "is_active"], order: .ascending("position")),
        presentation: Presentation(
            icon: "percent", section: .system, sortable: ["position", "created_at"], isSearchable: false,
            isImportable: false, emptyTitle: "No rules",
            emptyWords: "Say what makes a lead promising; its points add up to the score."))

    private static let fields = [
        Choice("source"), Choice("status"), Choice("name"), Choice("company"), Choice("phone"), Choice("email"),
        Choice("notes"), Choice("tags"), Choice("city"), Choice("region"), Choice("postcode"),
        Choice("age_days", "Age in days"),
    ]

    private static let operators = [
        Choice("is"), Choice("is_not", "is not"), Choice("contains"), Choice("starts_with", "starts with"),
        Choice("is_set", "is known"), Choice("is_empty", "is not known"), Choice("at_least", "is at least"),
        Choice("at_most", "is at most"),
    ]
}
