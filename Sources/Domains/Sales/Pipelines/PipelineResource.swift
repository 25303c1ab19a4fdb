internal import Core
internal import Records

/// A way of selling: the stages through which a kind of deal goes.
enum PipelineResource {
    static let resource = Resource(
        "pipelines", singular: "pipeline",
        fields: [
            .text("name", required: true, max: 80, search: .weightA),
            .number("position", in: 0...100_000, default: 0),
            .boolean("is_default", label: "Used where none is named", default: false),
            .boolean("creates_missing_stages", label: "Makes missing stages", default: false),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .admins),
        list: .init(columns: ["name", "is_default", "creates_missing_stages"], order: .ascending("position")),
        presentation: Presentation(
            icon: "workflow", section: .system, sortable: ["position", "created_at"], isSearchable: false,
            facts: ["is_default", "creates_missing_stages", "position"],
            related: [
                .init(
                    "pipeline_stages", by: "pipeline_id",
                    columns: ["name", "kind", "probability", "forecast_category", "rot_days", "position"]),
                .init("deals", by: "pipeline_id"),
            ],
            isImportable: false, emptyTitle: "No pipelines",
            emptyWords: "A pipeline says through which stages a deal goes from first contact to won or lost."))
}
