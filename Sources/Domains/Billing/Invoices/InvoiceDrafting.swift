internal import Contracts
internal import Core
internal import LedgerEngine
internal import Records

/// Begins bills for other domains.
struct InvoiceDrafting: InvoiceDesk {
    func terms(in work: Work) async throws -> BillingTerms {
        let settings = try await BillingSettings.load(in: work)
        return BillingTerms(
            taxRate: settings.taxRate, taxName: settings.taxName, pricesIncludeTax: settings.pricesIncludeTax,
            seller: settings.seller)
    }

    func draft(_ draft: InvoiceDraft, in work: Work) async throws -> ID<Invoice> {
        var invoice = NewInvoice(
            customer: draft.customer, currency: draft.currency,
            lines: draft.lines.map {
                NewInvoice.Line(
                    description: $0.description, quantity: $0.quantity, unitMinor: $0.unitMinor,
                    tax: $0.taxRate == 0 ? .zero : TaxCategory(rate: $0.taxRate))
            })
        invoice.notes = draft.notes
        invoice.pricesIncludeTax = draft.pricesIncludeTax
        guard let id = try await invoice.write(in: work) else {
            throw Problem.conflict("already_billed", "This has been billed already.")
        }
        return id
    }
}
