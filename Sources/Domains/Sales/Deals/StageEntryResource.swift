internal import Core
internal import Records

/// A stay of a deal in a stage.
enum StageEntryResource {
    static let resource = Resource(
        "deal_stage_entries", singular: "deal_stage_entry", title: "Stage history",
        fields: [
            Field("deal_id", .reference("deals"), readOnly: true),
            Field("stage_id", .reference("pipeline_stages"), readOnly: true),
            Field("from_stage_id", .reference("pipeline_stages"), label: "Came from", readOnly: true),
            Field("entered_at", .timestamp, label: "Entered", readOnly: true),
            Field("left_at", .timestamp, label: "Left", readOnly: true),
            Field("entered_by", .reference("members"), label: "Moved by", readOnly: true),
        ],
        access: .readOnly,
        list: .init(
            columns: ["stage_id", "from_stage_id", "entered_at", "left_at", "entered_by"],
            order: .descending("entered_at")), personColumn: "owner_id", partOf: "deals",
        softDelete: false,
        presentation: Presentation(
            icon: "history", sortable: ["entered_at"], isSearchable: false, isImportable: false,
            emptyTitle: "No moves", emptyWords: "Every move of the deal is kept here."))
}
