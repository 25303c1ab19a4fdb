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
            .email("email", label: "E-mail", search: .exact),
            .choice("status", statuses, default: "new"),
            .text("source", max: 60, default: "manual", hint: "How they came: web, call, list, referral."),
            .number("score", in: 0...100, default: 0),
            .reference("owner_id", to: "members"),
            .text("city", max: 120),
            .text("region", label: "State or region", max: 120),
            .text("postcode", max: 20),
            .tags("tags"),
            .longText("notes"),
            Field("score_reasons", .json, label: "Why this score", readOnly: true),
            Field("assignment_reasons", .json, label: "Why this owner", readOnly: true),
            Field("assigned_at", .timestamp, label: "Assigned", readOnly: true),
            Field("response_due_at", .timestamp, label: "Answer due", readOnly: true),
            Field("first_response_at", .timestamp, label: "First answer", readOnly: true),
            Field(
                "is_overdue", .boolean, label: "Overdue", readOnly: true,
                source: .computed(
                    "t.first_response_at is null and t.status = 'new' and coalesce(t.response_due_at < now(), false)")
            ).marked("bad"),
            Field("loss_reason_id", .reference("loss_reasons"), readOnly: true),
            Field("loss_notes", .longText(max: 4000), label: "How it was lost", readOnly: true),
            Field("converted_customer_id", .reference("customers"), label: "Customer", readOnly: true),
            Field("converted_deal_id", .reference("deals"), label: "Deal", readOnly: true),
            Field("converted_at", .timestamp, label: "Converted", readOnly: true),
        ],
        access: .init(read: .staff, create: .agents, update: .agents, delete: .managers),
        list: .init(
            columns: [
                "name", "company", "status", "source", "score", "owner_id", "response_due_at", "is_overdue",
                "created_at",
            ],
            order: .descending("created_at")),
        ownerColumn: "owner_id", eventFields: ["name", "phone", "source", "status"], customFields: true,
        presentation: Presentation(
            icon: "user-plus", section: .sales, key: "g l",
            layouts: [
                .board(.init(by: "status", card: ["company", "source", "score", "owner_id"], stalled: "is_overdue"))
            ],
            chips: "status", sortable: ["created_at", "name", "score"],
            form: [
                "name", "company", "phone", "email", "source", "owner_id", "city", "region", "postcode", "tags",
                "notes",
            ],
            facts: [
                "phone", "email", "company", "source", "owner_id", "score", "response_due_at", "first_response_at",
                "city", "region", "postcode", "tags", "notes", "loss_reason_id", "loss_notes", "converted_customer_id",
                "converted_deal_id",
            ],
            summary: ["status", "owner_id"],
            related: [
                .init("activities", by: "lead_id", columns: ["subject", "kind", "starts_at", "status", "owner_id"])
            ],
            mainActions: ["leads.convert", "leads.answer", "leads.assign", "leads.reopen", "leads.lose"],
            emptyTitle: "No leads",
            emptyWords: "Leads come from the website, from calls and from lists; or add one."))

    private static let statuses = [
        Choice("new", tone: "info"), Choice("contacted"), Choice("qualified", tone: "good"),
        Choice("converted", tone: "good"), Choice("lost", tone: "bad"),
    ]
}
