internal import Core
internal import Records

/// Something that may be sold to somebody.
enum DealResource {
    static let resource = Resource(
        "deals", singular: "deal", fields: fields,
        access: .init(read: .staff, create: .sales, update: .sales, delete: .managers),
        list: .init(
            columns: [
                "title", "customer_id", "stage_id", "value_minor", "probability", "expected_close_on", "owner_id",
                "next_step_on",
            ], order: .descending("created_at")),
        customerColumn: "customer_id", ownerColumn: "owner_id",
        eventFields: ["status", "stage_id", "value_minor", "currency", "source"], customFields: true,
        presentation: presentation)

    private static let fields: [Field] = [
        .text("title", required: true, search: .weightA),
        .reference("customer_id", to: "customers"),
        .reference("pipeline_id", to: "pipelines"),
        .reference("stage_id", to: "pipeline_stages"),
        .choice("status", SalesChoices.dealStatus).readOnly,
        .money("value_minor", label: "Value"),
        .text("currency", max: 3, hint: "An ISO code such as USD; the organisation's where left out."),
        .number("probability", label: "Probability, %", in: 0...100),
        Field("stage_probability", .number(0...100), label: "Stage's probability, %", readOnly: true),
        Field("learned_probability", .number(0...100), label: "Learned probability, %", readOnly: true),
        Field("learned_reasons", .json, label: "Why this probability", readOnly: true),
        .choice("forecast_category", SalesChoices.forecastCategory),
        .date("expected_close_on", label: "Expected close"),
        Field("closed_at", .timestamp, label: "Closed", readOnly: true),
        .reference("loss_reason_id", to: "loss_reasons"),
        .longText("loss_notes", label: "How it was lost", max: 4000),
        .reference("owner_id", to: "members").writable(by: .managers),
        .text("source", max: 60, default: "manual", hint: "How it came: web, call, list, referral."),
        .text("next_step", max: 300),
        .date("next_step_on"),
        Field(
            "is_stalled", .boolean, label: "Stalled", readOnly: true,
            source: .computed("t.status = 'open' and coalesce(t.stalls_at < now(), false)")
        ).marked("warn"),
        Field("stalls_at", .timestamp, readOnly: true),
        .tags("tags"),
        .longText("notes"),
        Field("line_count", .number(0...Int64.max), label: "Lines", readOnly: true),
        Field("position", .number(Int64.min...Int64.max), label: "Place in column", readOnly: true),
        Field("stage_entered_at", .timestamp, label: "In this stage since", readOnly: true),
        Field("last_activity_at", .timestamp, label: "Last activity", readOnly: true),
        Field("lead_id", .reference("leads"), readOnly: true),
    ]

    private static let presentation = Presentation(
        icon: "handshake", section: .sales, key: "g d",
        layouts: [
            .board(
                .init(
                    by: "stage_id", total: "value_minor",
                    card: ["customer_id", "value_minor", "expected_close_on", "owner_id"], moveAction: "deals.move",
                    stalled: "is_stalled", scope: "pipeline_id", order: "position.asc")),
            .calendar(.init(start: "expected_close_on")),
        ],
        defaultLayout: "board", chips: "status",
        sortable: ["created_at", "title", "value_minor", "expected_close_on", "probability"],
        form: [
            "title", "customer_id", "pipeline_id", "stage_id", "value_minor", "currency", "expected_close_on",
            "probability", "owner_id", "source", "next_step", "next_step_on", "tags", "notes",
        ],
        facts: [
            "customer_id", "value_minor", "probability", "forecast_category", "expected_close_on", "owner_id",
            "next_step", "next_step_on", "source", "tags", "notes", "closed_at", "loss_reason_id", "loss_notes",
            "stage_entered_at", "last_activity_at", "lead_id",
        ],
        summary: ["status", "customer_id"],
        related: [
            .init(
                "activities", by: "deal_id",
                columns: ["subject", "kind", "starts_at", "status", "owner_id", "contact_id"]),
            .init("quotes", by: "deal_id", columns: ["title", "number", "status", "total_minor", "valid_until"]),
            .init("deal_lines", by: "deal_id"), .init("deal_contacts", by: "deal_id"),
            .init("deal_competitors", by: "deal_id"),
            .init("deal_stage_entries", by: "deal_id"),
        ],
        mainActions: ["deals.win", "deals.lose", "deals.reopen", "deals.move"],
        emptyTitle: "No deals", emptyWords: "Add what you hope to sell, or convert a lead.")
}
