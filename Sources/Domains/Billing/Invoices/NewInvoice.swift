internal import Contracts
internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// A bill about to be written down as a draft.
struct NewInvoice: Sendable {
    struct Line: Sendable {
        let description: String
        /// Ten-thousandths.
        let quantity: Int64
        /// For one piece.
        let unitMinor: Int64
        /// nil: the organisation's.
        let tax: TaxCategory?
    }

    let customer: ID<Customer>
    var appointment: ID<Appointment>?
    let currency: Currency
    let lines: [Line]
    var notes = ""
    /// nil: as the organisation has it.
    var pricesIncludeTax: Bool?

    /// Writes invoice and lines. nil if the visit has been billed already.
    /// Throws 404 for a customer that is not there, 422 for sums that do not fit.
    func write(in work: Work) async throws -> ID<Invoice>? {
        let settings = try await BillingSettings.load(in: work)
        let standard = settings.taxRate == 0 ? TaxCategory.zero : TaxCategory(rate: settings.taxRate)
        let taxed = lines.map {
            InvoiceLine(quantity: $0.quantity, unitPrice: $0.unitMinor * 10_000, tax: $0.tax ?? standard)
        }
        let includesTax = pricesIncludeTax ?? settings.pricesIncludeTax
        let totals = try Self.totals(taxed, currency, includesTax)
        let id = work.context.newID(Invoice.self)
        let rows = try await work.query(
            """
            insert into invoices (org_id, id, customer_id, appointment_id, currency, prices_include_tax, net_minor, tax_minor,
              total_minor, seller, billed_to, notes, correlation_id)
            select app_org(), \(id)::uuid, c.id, \(appointment)::uuid, \(currency), \(includesTax)::boolean,
              \(totals.net.minor)::bigint, \(totals.tax.minor)::bigint, \(totals.gross.minor)::bigint,
              \(settings.seller)::jsonb, \(Self.billedTo), \(notes), \(work.context.correlation)
            from customers c where c.org_id = app_org() and c.id = \(customer) and c.deleted_at is null
              and not exists (select from invoices where org_id = app_org() and appointment_id = \(appointment)::uuid)
            on conflict do nothing returning id
            """)
        if rows.isEmpty {
            _ = try await work.query(
                "select 1 from customers where org_id = app_org() and id = \(customer) and deleted_at is null"
            )
            .one("customer")
            return nil
        }
        for (index, line) in lines.enumerated() {
            let category = taxed[index].tax
            work.queue(
                """
                insert into invoice_lines (org_id, id, invoice_id, position, description, quantity, unit_minor, tax_code,
                  tax_rate, net_minor)
                values (app_org(), \(work.context.ids.next(at: work.now)), \(id), \(index + 1), \(line.description),
                  \(Decimals.text(line.quantity, places: 4))::numeric, \(line.unitMinor), \(category.code),
                  \(Decimals.text(category.rate, places: 3))::numeric, \(totals.lines[index]))
                """)
        }
        try work.emit(
            EventKinds.invoiceDrafted, "invoices", id.value, customer: customer,
            ["total_minor": .int(totals.gross.minor), "currency": .text(currency)])
        return id
    }

    /// Whom the bill is for, of a customer called `c`.
    static let billedTo: SQL = """
        jsonb_strip_nulls(jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone, 'address',
          (select one_line from sites where org_id = c.org_id and customer_id = c.id and deleted_at is null
            order by created_at desc, id desc limit 1)))
        """

    /// Throws `Problem` 422 where the engine refuses.
    static func totals(_ lines: [InvoiceLine], _ currency: Currency, _ pricesIncludeTax: Bool) throws -> InvoiceTotals {
        do {
            return try InvoiceTotals(lines, currency: currency, pricesIncludeTax: pricesIncludeTax)
        } catch is LedgerError {
            throw Problem.invalid(
                "lines", "out_of_range",
                "The lines do not make a sum that can be billed. Check quantities, prices and tax rates.")
        }
    }
}
