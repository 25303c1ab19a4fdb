internal import Core
internal import Records

/// Why deals and leads are lost.
enum LossReasonResource {
    static let resource = Resource(
        "loss_reasons", singular: "loss_reason", title: "Loss reasons",
        fields: [
            .text("name", required: true, max: 80, search: .weightA),
            .boolean("is_active", label: "Offered", default: true),
            .number("position", in: 0...100_000, default: 0),
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["name", "is_active"], order: .ascending("position")),
        presentation: Presentation(
            icon: "circle-x", section: .system, sortable: ["position", "created_at"], isSearchable: false,
            related: [.init("deals", by: "loss_reason_id"), .init("leads", by: "loss_reason_id")], isImportable: false,
            emptyTitle: "No reasons", emptyWords: "Say why deals are lost, so that the next one is not."))
}
