internal import Contracts
internal import Core
internal import Jobs
internal import LedgerEngine
internal import Postgres
internal import Records

/// Makes a draft a bill: number, ledger, due date. Document and message follow after the commit.
struct IssueInvoice: Action {
    static let name = "invoices.issue"
    static let title = "Issue"
    static let access = Access.agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["draft"])
    static let fields: [Field] = [
        .reference("invoice_id", to: "invoices", required: true),
        .date("due_on", label: "Due"),
    ]

    let invoice: ID<Invoice>
    let dueOn: LocalDate?

    init(_ input: Input) throws {
        invoice = try input.id("invoice_id")
        dueOn = input.optionalDate("due_on")
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            "select status, customer_id from invoices where org_id = app_org() and id = \(invoice) for update")
        let row = try rows.one("invoice")
        guard try row.get("status") == "draft" else {
            throw Problem.conflict("not_a_draft", "This invoice has been issued or cancelled already.")
        }
        let settings = try await BillingSettings.load(in: work)
        let reading = try await InvoiceReading.load(invoice, in: work)
        let totals = try reading.totals()
        guard !reading.lines.isEmpty else {
            throw Problem.invalid("lines", "required", "An invoice without lines cannot be issued. Add a line first.")
        }
        guard totals.gross.minor >= 0 else {
            throw Problem.invalid(
                "lines", "negative", "The lines credit more than they charge. An invoice's total is not below zero.")
        }
        let today = work.context.today
        let due = dueOn ?? today.adding(days: settings.paymentDays)
        guard due >= today else { throw Problem.invalid("due_on", "invalid", "The due date must not be before today.") }
        if totals.net.minor != 0 || totals.tax.minor != 0 {
            LedgerBook.post(try Journal.invoiceIssued(totals), .invoice, invoice, in: work)
        }
        try work.enqueue(
            NewJob(
                DeliverInvoice.jobKind, payload: ["invoice": .text(invoice)],
                idempotencyKey: "invoices.deliver/\(invoice)"))
        let number = try await number(settings, today: today, due: due, isFree: totals.gross.minor == 0, in: work)
        try work.emit(
            EventKinds.invoiceIssued, "invoices", invoice.value, customer: try row.get("customer_id"),
            [
                "number": .string(number), "total_minor": .int(totals.gross.minor),
                "currency": .text(totals.gross.currency),
                "due_on": .text(due),
            ])
        return ["id": .text(invoice), "number": .string(number), "due_on": .text(due)]
    }

    /// The next number of the series. The counter stays locked until the commit, so this is the last statement that is
    /// waited for: what follows travels together with the commit.
    private func number(
        _ settings: BillingSettings, today: LocalDate, due: LocalDate, isFree: Bool, in work: Work
    ) async throws -> String {
        let series = String(today.year)
        let rows = try await work.query(
            """
            with party as (
              select \(NewInvoice.billedTo) as billed_to from customers c join invoices i on i.org_id = c.org_id
                and i.customer_id = c.id
              where i.org_id = app_org() and i.id = \(invoice)
            ), content as (
              select convert_to(\(InvoiceSeal.content(of: "i")), 'UTF8') as bytes from invoices i
              where i.org_id = app_org() and i.id = \(invoice)
            ), next as (
              insert into number_counters as c (org_id, series, value, chain)
              select app_org(), \(series), 1, sha256(bytes) from content
              on conflict (org_id, series) do update set value = c.value + 1,
                chain = sha256(c.chain || (select bytes from content))
              returning value, chain
            )
            update invoices i set series = \(series),
              number = \(series)::text || '-' || lpad(next.value::text, greatest(4, length(next.value::text)), '0'),
              content_hash = next.chain, status = case when \(isFree)::boolean then 'paid' else 'issued' end,
              paid_at = case when \(isFree)::boolean then \(work.now)::timestamptz end,
              issued_on = \(today), issued_at = \(work.now), due_on = \(due), seller = \(settings.seller),
              billed_to = coalesce((select billed_to from party), i.billed_to)
            from next where i.org_id = app_org() and i.id = \(invoice)
            returning i.number
            """)
        return try rows.one("invoice").get("number")
    }
}
