internal import Contracts
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Sends an issued invoice to the customer, once more if it has been sent before.
struct SendInvoice: Action {
    static let name = "invoices.send"
    static let title = "Send"
    static let access = Access.agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["issued", "sent", "partly_paid", "overdue", "paid"])
    static let fields: [Field] = [.reference("invoice_id", to: "invoices", required: true)]

    let invoice: ID<Invoice>

    init(_ input: Input) throws { invoice = try input.id("invoice_id") }

    func perform(in work: Work) async throws -> ID<Invoice> {
        let rows = try await work.query(
            """
            select i.number, c.email is not null or c.phone is not null as is_reachable from invoices i
            join customers c on c.org_id = i.org_id and c.id = i.customer_id
            where i.org_id = app_org() and i.id = \(invoice) for update of i
            """)
        let row = try rows.one("invoice")
        guard try row.optional("number", as: String.self) != nil else {
            throw Problem.conflict("not_issued", "This invoice has not been issued. Issue it first; that sends it.")
        }
        guard try row.get("is_reachable") else {
            throw Problem.invalid(
                "invoice_id", "unreachable",
                "The customer has neither an e-mail address nor a phone number. Add one first.")
        }
        try work.enqueue(NewJob(DeliverInvoice.jobKind, payload: ["invoice": .text(invoice)]))
        work.queue("update invoices set sent_at = null where org_id = app_org() and id = \(invoice)")
        return invoice
    }
}
