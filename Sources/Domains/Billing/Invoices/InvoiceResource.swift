internal import Contracts
internal import Core
internal import Records

extension Resource {
    /// Bills; changed by actions only.
    static let invoices = Resource(
        "invoices", singular: "invoice",
        fields: [
            .text("number", search: .exact),
            .choice(
                "status", InvoiceStatus.allCases.map { Choice($0.rawValue, $0.label, tone: $0.tone) }, required: true),
            .reference("customer_id", to: "customers", required: true),
            .reference("appointment_id", to: "appointments"),
            .text("currency", max: 3), .money("net_minor", label: "Net"), .money("tax_minor", label: "Tax"),
            .money("total_minor", label: "Total"), .money("paid_minor", label: "Paid"), .boolean("prices_include_tax"),
            .date("issued_on", label: "Issued"), .date("due_on", label: "Due"), .timestamp("sent_at"),
            .timestamp("paid_at"),
            .longText("notes", max: 4000), Field("seller", .json), Field("billed_to", .json),
            .text("correlation_id", label: "Story"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["number", "customer_id", "status", "total_minor", "paid_minor", "due_on"],
            order: .descending("created_at")),
        titleField: "number", customerColumn: "customer_id", softDelete: false)

    /// What a bill charges.
    static let invoiceLines = Resource(
        "invoice_lines", singular: "invoice line", title: "Invoice lines",
        fields: [
            .reference("invoice_id", to: "invoices", required: true), .number("position"),
            .text("description", max: 1000),
            Field("quantity", .percent), Field("unit_minor", .number(Int64.min...Int64.max), label: "Price"),
            .text("tax_code", max: 3), Field("tax_rate", .percent),
            Field("net_minor", .number(Int64.min...Int64.max), label: "Amount"),
        ],
        access: .readOnly,
        list: .init(columns: ["description", "quantity", "unit_minor", "net_minor"], order: .descending("created_at")),
        titleField: "description", partOf: "invoices", softDelete: false)

    /// Money that came in.
    static let payments = Resource(
        "payments", singular: "payment",
        fields: [
            .reference("invoice_id", to: "invoices", required: true),
            .reference("customer_id", to: "customers", required: true),
            .money("amount_minor", label: "Amount"), .money("credit_minor", label: "Credit"), .text("currency", max: 3),
            .choice("method", PaymentMethod.allCases.map { Choice($0.rawValue, $0.label) }), .text("provider"),
            .text("provider_id", label: "Provider's number"), .timestamp("received_at", label: "Received"),
            .text("note", max: 1000), .text("correlation_id", label: "Story"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["received_at", "customer_id", "invoice_id", "method", "amount_minor"],
            order: .descending("received_at")),
        titleField: "amount_minor", customerColumn: "customer_id", softDelete: false)
}
