internal import Core
internal import Records

/// Somebody who may become a customer.
enum LeadResource {
    static let resource = Resource(
        "leads", singular: "lead",
        fields: [
            .text("name", required: true, search: .weightA),
            .text("company", search: .weightB),
            .phone("phone", search: .exact),
            .email("email", search: .exact),
            .choice(
                "status",
                [
                    Choice("new", tone: "info"), Choice("contacted"), Choice("qualified", tone: "good"),
                    Choice("converted", tone: "good"), Choice("lost", tone: "bad"),
                ], default: "new"),
            .text("source", max: 60, default: "manual", hint: "How they came: web, call, list, referral."),
            .number("score", in: 0...100, default: 0),
            .reference("owner_id", to: "members"),
            .tags("tags"),
            .longText("notes"),
            Field("converted_customer_id", .reference("customers"), label: "Customer", readOnly: true),
        ],
        access: .init(read: .staff, create: .agents, update: .agents, delete: .managers),
        list: .init(
            columns: ["name", "company", "status", "source", "score", "owner_id", "created_at"],
            order: .descending("created_at")),
        ownerColumn: "owner_id", eventFields: ["name", "phone", "source", "status"], customFields: true)
}
