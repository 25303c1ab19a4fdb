internal import Contracts
internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// Money that has come in for an invoice.
struct IncomingPayment: Sendable {
    let invoice: ID<Invoice>
    let amount: Money
    let method: PaymentMethod
    /// Who took it and under which number, for cards.
    var provider: (name: String, id: String)?
    var receivedAt: Instant
    var note: String?
    /// Refuse more than is open, as for money counted by hand. A processor's money is there whatever was open: the rest
    /// is the customer's credit.
    var refusesExcess = false

    /// Books the payment. nil if the provider's payment has been booked before.
    /// Throws 404, 409 for an invoice that cannot be paid, 422 for more than is open where that is refused.
    func book(in work: Work) async throws -> ID<Payment>? {
        let rows = try await work.query(
            """
            select number, status, customer_id, currency, total_minor - paid_minor as open_minor, total_minor, due_on
            from invoices where org_id = app_org() and id = \(invoice) for update
            """)
        let row = try rows.one("invoice")
        let status = try InvoiceStatus(row)
        let currency: Currency = try row.get("currency")
        let isPayable = status.isOpen && currency == amount.currency
        let open: Int64 = isPayable ? max(0, try row.get("open_minor")) : 0
        if refusesExcess { try refuse(status, open: Money(minor: open, currency)) }

        let allocation = try Allocation(
            amount.minor,
            over: [OpenInvoice(id: invoice.value, due: try row.optional("due_on") ?? work.context.today, open: open)])
        let settled = amount.minor - allocation.credit
        let customer: ID<Customer> = try row.get("customer_id")
        guard let id = try await insert(customer, credit: allocation.credit, in: work) else { return nil }
        LedgerBook.post(
            try Journal.paymentReceived(amount, allocation, into: provider == nil ? .cash : .clearing), .payment(id),
            invoice, in: work)
        let isSettled = settled > 0 && settled == open
        if settled > 0 {
            work.queue(
                """
                update invoices set paid_minor = paid_minor + \(settled)::bigint,
                  status = case when \(isSettled)::boolean then 'paid' else 'partly_paid' end,
                  paid_at = case when \(isSettled)::boolean then \(work.now)::timestamptz end
                where org_id = app_org() and id = \(invoice)
                """)
        }
        try announce(
            id, customer, number: try row.optional("number"), isSettled: isSettled, try row.get("total_minor"), in: work
        )
        return id
    }

    private func refuse(_ status: InvoiceStatus, open: Money) throws {
        guard status.isOpen else {
            throw Problem.conflict(
                "not_open", "This invoice is \(status.label.lowercased()): no payment is awaited for it.")
        }
        guard amount.minor <= open.minor else {
            throw Problem.invalid("amount_minor", "too_much", "Only \(open) is left to pay.")
        }
    }

    private func insert(_ customer: ID<Customer>, credit: Int64, in work: Work) async throws -> ID<Payment>? {
        let id = work.context.newID(Payment.self)
        let rows = try await work.query(
            """
            insert into payments (org_id, id, invoice_id, customer_id, amount_minor, credit_minor, currency, method, provider,
              provider_id, received_at, note, correlation_id)
            values (app_org(), \(id), \(invoice), \(customer), \(amount.minor), \(credit), \(amount.currency), \(method.rawValue),
              \(provider?.name), \(provider?.id), \(receivedAt), \(note), \(work.context.correlation))
            on conflict on constraint payments_provider_key do nothing returning id
            """)
        return rows.isEmpty ? nil : id
    }

    private func announce(
        _ id: ID<Payment>, _ customer: ID<Customer>, number: String?, isSettled: Bool, _ total: Int64, in work: Work
    ) throws {
        try work.emit(
            EventKinds.paymentReceived, "payments", id.value, customer: customer,
            [
                "invoice_number": .text(number), "amount_minor": .int(amount.minor), "currency": .text(amount.currency),
                "method": .string(method.rawValue),
            ])
        guard isSettled else { return }
        try work.emit(
            EventKinds.invoicePaid, "invoices", invoice.value, customer: customer,
            ["number": .text(number), "amount_minor": .int(total), "currency": .text(amount.currency)])
    }
}
