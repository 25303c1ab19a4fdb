internal import Core
internal import Records

extension Resource {
    static let emergencies = Resource(
        "emergencies", singular: "emergency",
        fields: [
            .timestamp("raised_at", label: "Raised", required: true), .text("category", required: true),
            .text("words", max: 4000),
            .text("name"), .phone("number"), .text("address"), .reference("customer_id", to: "customers"),
            .reference("call_id", to: "calls"),
            .choice("status", [Choice("open", tone: "bad"), Choice("acknowledged", tone: "good")], required: true),
            .timestamp("acknowledged_at"), .text("acknowledged_by"), .text("acknowledged_via"),
            .text("correlation_id", label: "Story"),
        ],
        access: .readOnly,
        list: .init(columns: ["raised_at", "category", "name", "address", "status"], order: .descending("raised_at")),
        titleField: "category", customerColumn: "customer_id", softDelete: false)

    static let callbacks = Resource(
        "callbacks", singular: "callback",
        fields: [
            .text("name"), .phone("number"), .reference("customer_id", to: "customers"),
            .reference("call_id", to: "calls"),
            .text("reason", required: true), .longText("about"),
            .choice("status", [Choice("open", tone: "warn"), Choice("done", tone: "good")], required: true),
            .text("resolution"), .timestamp("resolved_at"), .text("correlation_id", label: "Story"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["created_at", "name", "number", "reason", "about", "status"], order: .descending("created_at")),
        titleField: "number", customerColumn: "customer_id", softDelete: false)
}
