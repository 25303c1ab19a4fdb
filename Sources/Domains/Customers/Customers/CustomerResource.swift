internal import Core
internal import Records

/// A person or business served.
enum CustomerResource {
    static let resource = Resource(
        "customers", singular: "customer",
        fields: [
            .text("name", required: true, search: .weightA),
            .choice("kind", [Choice("person"), Choice("business")], default: "person"),
            .choice(
                "status",
                [
                    Choice("prospect", tone: "info"), Choice("active", tone: "good"), Choice("inactive"),
                    Choice("archived", tone: "warn"),
                ], default: "prospect"),
            .phone("phone", search: .exact),
            .email("email", search: .exact),
            .text("industry", max: 120),
            .text("source", max: 60, default: "manual", hint: "How they came: call, booking, import, referral."),
            .tags("tags"),
            .reference("owner_id", to: "members"),
            .text("language", max: 35, hint: "A BCP 47 tag such as en or es-MX."),
            .text(
                "zone", label: "Time zone", max: 64, hint: "An IANA name such as America/Chicago, if it is not yours."),
            Field("created_by", .reference("members"), readOnly: true),
        ],
        access: .init(read: .staff, create: .agents, update: .agents, delete: .admins),
        list: .init(
            columns: ["name", "status", "phone", "email", "owner_id", "created_at"], order: .descending("created_at")),
        customerColumn: "id", ownerColumn: "owner_id", eventFields: ["name", "phone", "source"], customFields: true)
}
