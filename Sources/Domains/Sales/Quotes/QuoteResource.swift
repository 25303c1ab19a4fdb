internal import Contracts
internal import Core
internal import Records

/// What is offered to customers. Lines are edited on a page of their own; what was sent does not change.
enum QuoteResource {
    static let writers = Access.agents

    static let resource = Resource(
        "quotes", singular: "quote",
        fields: [
            .text("title", required: true, search: .weightA),
            .text("number", search: .exact).readOnly,
            .reference("customer_id", to: "customers", required: true),
            .choice(
                "status", QuoteStatus.allCases.map { Choice($0.rawValue, $0.label, tone: $0.tone) }
            ).readOnly,
            Field("total_minor", .money(currencyColumn: "currency"), label: "Total", readOnly: true),
            .date("valid_until", label: "Valid until"),
            .reference("owner_id", to: "members"),
            .reference("deal_id", to: "deals"),
            Field("net_minor", .money(currencyColumn: "currency"), label: "Net", readOnly: true),
            Field("tax_minor", .money(currencyColumn: "currency"), label: "Tax", readOnly: true),
            .text("currency", max: 3).readOnly,
            Field("revision", .number(1...999), label: "Version", readOnly: true),
            .longText("terms", label: "Terms", max: 8000),
            .longText("notes", max: 4000),
            .timestamp("sent_at", label: "Sent").readOnly,
            .timestamp("viewed_at", label: "Viewed").readOnly,
            .timestamp("accepted_at", label: "Accepted").readOnly,
            .timestamp("declined_at", label: "Declined").readOnly,
            Field("decline_reason", .text(max: 1000), readOnly: true),
            Field("invoice_id", .reference("invoices"), readOnly: true),
            Field("appointment_id", .reference("appointments"), readOnly: true),
        ],
        access: .init(read: .staff, create: writers, update: writers, delete: writers),
        list: .init(
            columns: [
                "title", "number", "customer_id", "status", "total_minor", "valid_until", "owner_id",
            ], order: .descending("created_at")),
        customerColumn: "customer_id", ownerColumn: "owner_id", eventFields: ["title", "number", "total_minor"],
        customFields: true,
        presentation: Presentation(
            icon: "file-pen-line", section: .sales, key: "g q",
            chips: "status", sortable: ["created_at", "total_minor", "valid_until"],
            form: ["title", "customer_id", "deal_id", "owner_id", "valid_until", "terms", "notes"],
            facts: [
                "number", "customer_id", "deal_id", "owner_id", "total_minor", "net_minor", "tax_minor", "valid_until",
                "revision", "sent_at", "viewed_at", "accepted_at", "declined_at", "decline_reason", "invoice_id",
                "appointment_id",
            ],
            summary: ["status", "customer_id", "owner_id"],
            isImportable: false,
            emptyTitle: "No quotes yet",
            emptyWords: "Offer a price: the customer accepts it on a page of their own, and it becomes an invoice."))

    /// What is offered, line by line. A sales person sees those of their own quotes on the quote itself.
    static let lines = Resource(
        "quote_lines", singular: "quote line", title: "Quote lines",
        fields: [
            .reference("quote_id", to: "quotes", required: true), .number("position"),
            .text("description", max: 1000), Field("quantity", .percent),
            Field("unit_minor", .number(Int64.min...Int64.max), label: "Price"),
            Field("discount_percent", .percent), Field("discount_minor", .number(0...Int64.max), label: "Discount"),
            Field("tax_rate", .percent), .boolean("is_optional"), .boolean("is_chosen"),
            Field("amount_minor", .number(Int64.min...Int64.max), label: "Amount"),
        ],
        access: .init(
            read: Access(.owner, .admin, .manager, .agent, .technician, .viewer, .system), create: .nobody,
            update: .nobody, delete: .nobody),
        list: .init(
            columns: ["description", "quantity", "unit_minor", "amount_minor"], order: .descending("created_at")),
        titleField: "description", partOf: "quotes", softDelete: false)

    static let constraintMessages: [String: Problem.FieldError] = [
        "quotes_sent_kept_check": .init(
            "quote", "sent", "What was sent does not change. Make a new version to edit it."),
        "quotes_accepted_kept_check": .init("quote", "accepted", "An accepted quote does not change."),
        "quotes_kept_check": .init("quote", "kept", "A quote that was sent is kept. Decline it instead."),
        "quote_lines_kept_check": .init(
            "lines", "sent", "The lines of a quote that was sent do not change. Make a new version to edit them."),
        "quote_acceptances_quote_key": .init("quote", "accepted", "This quote has been accepted already."),
        "quotes_owner_fkey": .init("owner_id", "unknown_record", "The owner must be a member of this organisation."),
        "quotes_customer_fkey": .init("customer_id", "unknown_record", "Choose a customer."),
    ]
}
