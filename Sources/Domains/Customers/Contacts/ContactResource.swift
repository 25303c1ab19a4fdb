internal import Core
internal import Records

/// A person at a customer.
enum ContactResource {
    static let resource = Resource(
        "contacts", singular: "contact",
        fields: [
            .reference("customer_id", to: "customers", required: true),
            .text("name", required: true, search: .weightA),
            .text("job_title", label: "Role", max: 120, hint: "What they do there: tenant, accounts, caretaker."),
            .phone("phone", search: .exact),
            .phone("second_phone", label: "Second phone", search: .exact),
            .email("email", label: "E-mail", search: .exact),
            .email("second_email", label: "Second e-mail"),
            .boolean("is_primary", label: "Primary", default: false),
            .longText("notes", max: 4000),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .agents),
        list: .init(
            columns: ["name", "job_title", "customer_id", "phone", "email", "is_primary"],
            order: .descending("created_at")),
        customerColumn: "customer_id", eventFields: ["name", "phone"], customFields: true,
        presentation: Presentation(
            icon: "user", section: .business, layouts: [.cards], sortable: ["created_at", "name"],
            summary: ["job_title", "customer_id"], related: [.init("activities", by: "contact_id")],
            emptyTitle: "No contacts yet",
            emptyWords: "A contact is a person at a customer: whom you call, who lets you in, who pays."))
}
