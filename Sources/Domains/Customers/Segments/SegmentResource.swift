internal import Core
internal import Records

/// Customers that have something in common: by a filter (live), or picked (static).
enum SegmentResource {
    static let resource = Resource(
        "segments", singular: "segment",
        fields: [
            .text("name", required: true, max: 120, search: .weightA),
            .text("description", max: 1000),
            .choice("kind", [Choice("live", tone: "good"), Choice("static")], default: "live"),
            .json("filter"),
            Field("created_by", .reference("members"), readOnly: true),
        ],
        access: .init(read: .staff, create: .sales, update: .sales, delete: .managers),
        list: .init(columns: ["name", "kind", "description", "created_at"], order: .descending("created_at")),
        presentation: Presentation(
            icon: "list-filter", section: .sales, chips: "kind", sortable: ["created_at", "name"],
            form: ["name", "description", "kind"], facts: ["name", "description", "kind", "created_by", "created_at"],
            summary: ["kind"],
            related: [.init("customers", by: "segment", columns: ["name", "status", "phone", "email", "created_at"])],
            isImportable: false, emptyTitle: "No segments yet",
            emptyWords: "Filter the customers as you like them, then keep the filter as a segment."))
}
