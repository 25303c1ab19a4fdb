internal import Core
internal import Records

extension Resource {
    /// Text messages and e-mails; written by Messaging alone.
    static let messages = Resource(
        "messages", singular: "message",
        fields: [
            .choice("channel", [Choice("sms", "Text message"), Choice("email", "E-mail")], required: true),
            .choice("direction", [Choice("inbound"), Choice("outbound")], required: true),
            .choice(
                "status",
                [
                    Choice("queued"), Choice("sending"), Choice("sent", tone: "info"),
                    Choice("delivered", tone: "good"),
                    Choice("undelivered", tone: "bad"), Choice("failed", tone: "bad"), Choice("received", tone: "good"),
                    Choice("suppressed", tone: "warn"),
                ], required: true),
            .text("from_address", label: "From"), .text("to_address", label: "To"), .text("subject"),
            .longText("body", required: true), .reference("customer_id", to: "customers"),
            .text("error"), .text("correlation_id", label: "Story"), .timestamp("sent_at"), .timestamp("settled_at"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["created_at", "channel", "to_address", "body", "status"], order: .descending("created_at")),
        titleField: "body", customerColumn: "customer_id", softDelete: false)
}
