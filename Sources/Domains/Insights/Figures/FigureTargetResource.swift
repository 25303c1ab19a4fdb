internal import Core
internal import Records

/// What a figure should be in a month.
enum FigureTargetResource {
    static func resource(_ figures: [Choice]) -> Resource {
        Resource(
            "figure_targets", singular: "figure_target",
            fields: [
                .choice("figure", figures, required: true),
                Field(
                    "target", .percent, label: "Target a month", required: true,
                    hint: "In whole units: money in its main unit, shares in percent."),
            ],
            access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
            list: .init(columns: ["figure", "target", "created_at"], order: .descending("created_at")),
            titleField: "figure",
            presentation: Presentation(
                icon: "flag", section: nil, isSearchable: false, isImportable: false, emptyTitle: "No targets yet",
                emptyWords: "A target says what a figure should be in a month; it is shown beside the figure."))
    }
}
