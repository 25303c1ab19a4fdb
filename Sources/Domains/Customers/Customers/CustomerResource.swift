internal import Core
internal import Records

/// A person or business served.
enum CustomerResource {
    static let resource = Resource(
        "customers", singular: "customer", fields: fields,
        access: .init(read: .staff, create: .agents, update: .agents, delete: .admins),
        list: .init(
            columns: ["name", "status", "phone", "email", "owner_id", "created_at"], order: .descending("created_at")),
        customerColumn: "id", ownerColumn: "owner_id", eventFields: ["name", "phone", "source"], customFields: true,
        presentation: presentation)

    static let channels = [Choice("call"), Choice("text"), Choice("email", "E-mail"), Choice("post")]

    private static let fields: [Field] = [
        .text("name", required: true, search: .weightA),
        .choice("kind", [Choice("person"), Choice("business")], default: "person"),
        .choice(
            "status",
            [
                Choice("prospect", tone: "info"), Choice("active", tone: "good"), Choice("inactive"),
                Choice("archived", tone: "warn"),
            ], default: "prospect"),
        .phone("phone", search: .exact),
        .email("email", label: "E-mail", search: .exact),
        .reference("industry_id", to: "industries"),
        .text("source", max: 60, default: "manual", hint: "How they came: call, booking, import, referral."),
        .tags("tags"),
        .reference("owner_id", to: "members"),
        Field("preferred_channel", .choice(channels), hint: "How they like to be reached."),
        .text("preferred_times", max: 200, hint: "When: weekdays after four, never at noon."),
        .text("language", max: 35, hint: "Such as en or es-MX."),
        .text(
            "zone", label: "Time zone", max: 64, hint: "Such as America/Chicago, if it is not yours."),
        .timestamp("last_served_at", label: "Last served").readOnly,
        Field("created_by", .reference("members"), readOnly: true),
        Field("merged_into", .reference("customers"), readOnly: true),
    ]

    private static let presentation = Presentation(
        icon: "users", section: .daily, key: "g c", layouts: [.cards], chips: "status",
        sortable: ["created_at", "updated_at", "name"],
        form: [
            "name", "kind", "status", "phone", "email", "industry_id", "owner_id", "source", "tags",
            "preferred_channel",
            "preferred_times", "language", "zone",
        ],
        facts: [
            "phone", "email", "kind", "industry_id", "owner_id", "source", "tags", "preferred_channel",
            "preferred_times",
            "language", "zone", "last_served_at", "created_at", "created_by",
        ],
        summary: ["status", "kind", "industry_id", "owner_id"],
        related: [
            .init("contacts", by: "customer_id", columns: ["name", "job_title", "phone", "email", "is_primary"]),
            .init("sites", by: "customer_id", columns: ["line1", "city", "postcode", "access_notes"]),
            .init("activities", by: "customer_id", columns: ["subject", "kind", "starts_at", "status", "owner_id"]),
            .init("quotes", by: "customer_id", columns: ["title", "number", "status", "total_minor", "valid_until"]),
            .init("notes", by: "customer_id", columns: ["body", "channel", "direction", "created_by", "created_at"]),
            .init("consents", by: "customer_id", columns: ["channel", "purpose", "state", "source", "at"]),
            .init("appointments", by: "customer_id"), .init("invoices", by: "customer_id"),
            .init("calls", by: "customer_id"), .init("messages", by: "customer_id"),
            .init("portal_identities", by: "customer_id", columns: ["email", "name", "kind", "is_active"]),
        ],
        emptyTitle: "No customers yet",
        emptyWords: "A first call adds its caller by itself. You can also add one, or bring a list in from a file.")
}
