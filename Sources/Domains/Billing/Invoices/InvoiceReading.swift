internal import Contracts
internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// Reads an invoice with its lines and payments, and proves its sums while doing so.
struct InvoiceReading: Sendable {
    /// The head, the lines, the payments, in this order.
    static func statements(_ id: ID<Invoice>) -> [SQL] {
        [
            """
            select i.id, i.number, i.status, i.customer_id, i.appointment_id, i.currency, i.prices_include_tax, i.net_minor,
              i.tax_minor, i.total_minor, i.paid_minor, i.issued_on, i.issued_at, i.due_on, i.sent_at, i.seller, i.billed_to,
              i.notes, i.pdf_file_id, i.pay_token_hash is not null as has_link, i.correlation_id
            from invoices i where i.org_id = app_org() and i.id = \(id)
            """,
            """
            select description, trim_scale(quantity)::text as quantity, (quantity * 10000)::bigint as quantity_scaled,
              unit_minor, tax_code, (tax_rate * 1000)::bigint as tax_rate, net_minor
            from invoice_lines where org_id = app_org() and invoice_id = \(id) order by position
            """,
            """
            select id, amount_minor, currency, method, received_at from payments
            where org_id = app_org() and invoice_id = \(id) order by received_at, id
            """,
        ]
    }

    let head: Row
    let lines: Rows
    let receipts: Rows

    /// Throws 404.
    init(_ answers: [Rows]) throws {
        head = try answers[0].one("invoice")
        lines = answers[1]
        receipts = answers[2]
    }

    /// Within a transaction. Throws 404.
    static func load(_ id: ID<Invoice>, in work: Work) async throws -> InvoiceReading {
        var answers: [Rows] = []
        for statement in statements(id) { answers.append(try await work.query(statement)) }
        return try InvoiceReading(answers)
    }

    var currency: Currency { get throws { try head.get("currency") } }

    /// From the lines; throws `Problem` 500 if they do not give what the head says.
    func totals() throws -> InvoiceTotals {
        let charged = try lines.map { row in
            InvoiceLine(
                quantity: try row.get("quantity_scaled"), unitPrice: try row.get("unit_minor", as: Int64.self) * 10_000,
                tax: TaxCategory(code: try row.get("tax_code"), rate: try row.get("tax_rate")))
        }
        let totals = try InvoiceTotals(
            charged, currency: currency, pricesIncludeTax: try head.get("prices_include_tax"))
        guard totals.net.minor == (try head.get("net_minor")), totals.tax.minor == (try head.get("tax_minor")),
            totals.gross.minor == (try head.get("total_minor")),
            totals.lines == (try lines.map { try $0.get("net_minor") })
        else {
            throw Problem(
                status: 500, code: "sums_differ", "The invoice's lines do not give its total. It needs a look by hand.")
        }
        return totals
    }

    /// - Parameters:
    ///   - link: the address of its pay page, once there is one.
    ///   - today: for what is overdue.
    func detail(link: (ID<Invoice>) -> String, today: LocalDate) throws -> InvoiceDetail {
        let totals = try totals()
        let currency = try currency
        let id: ID<Invoice> = try head.get("id")
        let seller: JSON = try head.get("seller")
        let taxName = seller["tax_name"]?.string ?? "Tax"
        func money(_ row: Row, _ column: String) throws -> Money { Money(minor: try row.get(column), currency) }
        let dueOn: LocalDate? = try head.optional("due_on")
        let status = try InvoiceStatus(head)
        return InvoiceDetail(
            id: id, number: try head.optional("number"), status: status.asOf(today, dueOn: dueOn),
            customer: try head.get("customer_id"), appointment: try head.optional("appointment_id"),
            seller: InvoiceParty(seller), billedTo: InvoiceParty(try head.get("billed_to")),
            lines: try lines.map { row in
                InvoiceDetail.Line(
                    description: try row.get("description"), quantity: try row.get("quantity"),
                    unit: try money(row, "unit_minor"), amount: try money(row, "net_minor"))
            },
            taxes: totals.taxes.map { tax in
                InvoiceDetail.Tax(
                    label: tax.category.rate == 0 ? "No tax" : "\(taxName) \(TaxRate.label(tax.category.rate))",
                    base: Money(minor: tax.base, currency), amount: Money(minor: tax.tax, currency))
            },
            pricesIncludeTax: try head.get("prices_include_tax"), net: totals.net, tax: totals.tax, total: totals.gross,
            paid: try money(head, "paid_minor"), issuedOn: try head.optional("issued_on"),
            issuedAt: try head.optional("issued_at"),
            dueOn: dueOn, sentAt: try head.optional("sent_at"), notes: try head.get("notes"),
            footer: seller["footer"]?.string ?? "",
            receipts: try receipts.map { row in
                InvoiceDetail.Receipt(
                    id: try row.get("id"), amount: try row.money("amount_minor"), method: try row.get("method"),
                    receivedAt: try row.get("received_at"))
            },
            payLink: try head.get("has_link") ? link(id) : nil, pdf: try head.optional("pdf_file_id"),
            correlation: try head.get("correlation_id"))
    }
}

extension InvoiceParty {
    init(_ json: JSON) {
        self.init(
            name: json["name"]?.string ?? "", address: json["address"]?.string, email: json["email"]?.string,
            phone: json["phone"]?.string, taxNumber: json["tax_number"]?.string)
    }
}

extension InvoiceStatus {
    /// Of a row with a column `status`.
    init(_ row: Row) throws {
        let text: String = try row.get("status")
        guard let status = InvoiceStatus(rawValue: text) else {
            throw Problem(
                status: 500, code: "unknown_status",
                "An invoice has the status “\(text)”, which this program does not know.")
        }
        self = status
    }

    /// An open invoice is overdue from the day after it was due, whether or not anyone has written that down.
    func asOf(_ today: LocalDate, dueOn: LocalDate?) -> InvoiceStatus {
        guard isOpen, let dueOn, dueOn < today else { return self }
        return .overdue
    }
}
