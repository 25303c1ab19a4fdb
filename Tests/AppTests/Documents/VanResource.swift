import Core
import Records

// As docs/adding-a-feature.md has it.

enum Van {}  // what an ID<Van> is of

extension Resource {
    static let vans = Resource(
        "vans", singular: "van",
        fields: [
            .text("name", required: true, max: 80, search: .weightA),
            .text("plate", required: true, max: 16),
            .reference("driver_id", to: "members"),
            .timestamp("out_of_service_since").readOnly,
        ],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .admins),
        list: .init(columns: ["name", "plate", "driver_id"], order: .descending("created_at")),
        presentation: Presentation(
            icon: "truck", section: .business, layouts: [.cards], sortable: ["created_at"],
            emptyTitle: "No vans yet", emptyWords: "Add the vans that your technicians drive."))
}
