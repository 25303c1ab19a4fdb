internal import Core
internal import Records

/// A step of a pipeline.
enum StageResource {
    static let kinds = [
        Choice("open", tone: "info"), Choice("won", tone: "good"), Choice("lost", tone: "bad"),
    ]

    static let resource = Resource(
        "pipeline_stages", singular: "stage", title: "Stages",
        fields: [
            .text("name", required: true, max: 80, search: .weightA),
            .reference("pipeline_id", to: "pipelines", required: true),
            .choice("kind", kinds, default: "open"),
            .number("probability", label: "Probability, %", in: 0...100, default: 10),
            .choice("forecast_category", SalesChoices.forecastCategory, default: "pipeline"),
            .number("rot_days", label: "Stalls after days", in: 1...1000),
            Field(
                "required_fields", .multiChoice(SalesChoices.requirable), label: "Needed to enter",
                hint: "What must be filled in before a deal may come here."),
            .choice("tone", SalesChoices.tone, label: "Colour", default: "neutral"),
            .number("position", in: 0...100_000, default: 0),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(
            columns: ["name", "pipeline_id", "kind", "probability", "forecast_category", "rot_days", "position"],
            order: .ascending("position")), partOf: "pipelines",
        presentation: Presentation(
            icon: "square-kanban", section: .system, chips: "kind", sortable: ["position", "created_at"],
            isSearchable: false,
            facts: [
                "pipeline_id", "kind", "probability", "forecast_category", "rot_days", "required_fields", "tone",
                "position",
            ],
            summary: ["kind", "pipeline_id"], related: [.init("deals", by: "stage_id")],
            deleteAction: "pipeline_stages.remove", isImportable: false, emptyTitle: "No stages",
            emptyWords: "Add the steps a deal goes through, with one that wins it and one that loses it."))
}
