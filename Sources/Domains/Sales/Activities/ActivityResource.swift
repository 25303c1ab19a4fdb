internal import Core
internal import Records

/// Something planned with a customer or lead.
enum Activity {}

/// Calls, meetings, e-mails and tasks.
enum ActivityResource {
    static let kinds = [Choice("call"), Choice("meeting"), Choice("email", "E-mail"), Choice("task")]

    static let resource = Resource(
        "activities", singular: "activity",
        fields: [
            .text("subject", required: true, search: .weightA),
            .choice("kind", kinds, default: "task"),
            .timestamp("starts_at", label: "When", required: true),
            .timestamp("ends_at", label: "Until"),
            .boolean("all_day", default: false),
            .choice(
                "status",
                [
                    Choice("open", tone: "info"), Choice("overdue", tone: "bad"), Choice("done", tone: "good"),
                    Choice("cancelled"),
                ]
            ).readOnly,
            .choice("priority", [Choice("low"), Choice("normal"), Choice("high", tone: "warn")], default: "normal"),
            .reference("owner_id", to: "members"),
            .reference("customer_id", to: "customers"),
            .reference("lead_id", to: "leads"),
            .reference("deal_id", to: "deals"),
            .reference("contact_id", to: "contacts"),
            .text("place", max: 300),
            .longText("notes"),
            Field(
                "remind_before", .number(0...40_320), label: "Reminder",
                hint: "Minutes before it begins; empty for none."),
            .timestamp("done_at", label: "Done").readOnly,
            .longText("outcome", max: 4000).readOnly,
            Field("created_by", .reference("members"), readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .workers),
        list: .init(
            columns: ["subject", "kind", "starts_at", "status", "priority", "owner_id", "customer_id", "lead_id"],
            order: .ascending("starts_at")),
        customerColumn: "customer_id", ownerColumn: "owner_id",
        eventFields: ["subject", "kind", "starts_at", "owner_id", "deal_id", "lead_id"], customFields: true,
        presentation: Presentation(
            icon: "calendar-check", section: .daily, key: "g a",
            layouts: [.calendar(.init(start: "starts_at", end: "ends_at"))],
            chips: "status", sortable: ["starts_at", "created_at"],
            form: [
                "subject", "kind", "starts_at", "ends_at", "all_day", "priority", "owner_id", "customer_id",
                "contact_id", "deal_id",
                "lead_id", "place", "remind_before", "notes",
            ],
            summary: ["kind", "status", "owner_id"],
            mainActions: ["activities.complete", "activities.snooze", "activities.reassign"],
            emptyTitle: "Nothing planned",
            emptyWords: "Calls, meetings and tasks with customers and leads appear here, and in your calendar."))
}
