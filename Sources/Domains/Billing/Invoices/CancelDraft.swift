internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Drops a bill that was never issued.
struct CancelDraft: Action {
    static let name = "invoices.cancel-draft"
    static let title = "Discard draft"
    static let access = Access.agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["draft"])
    static let fields: [Field] = [.reference("invoice_id", to: "invoices", required: true)]

    let invoice: ID<Invoice>

    init(_ input: Input) throws { invoice = try input.id("invoice_id") }

    func perform(in work: Work) async throws -> ID<Invoice> {
        let rows = try await work.query(
            """
            update invoices set status = 'cancelled' where org_id = app_org() and id = \(invoice) and status = 'draft'
            returning customer_id
            """)
        guard let row = rows.first else {
            _ = try await work.query("select 1 from invoices where org_id = app_org() and id = \(invoice)").one(
                "invoice")
            throw Problem.conflict("not_a_draft", "Only a draft can be discarded. An issued invoice stands.")
        }
        try work.emit("invoice.cancelled", "invoices", invoice.value, customer: try row.get("customer_id"))
        return invoice
    }
}
