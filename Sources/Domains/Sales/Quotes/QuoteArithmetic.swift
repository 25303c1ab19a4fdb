internal import Contracts
internal import Core
internal import LedgerEngine

/// The sums of a quote, by the rules of an invoice, so that the bill that follows says the same.
enum QuoteArithmetic {
    /// - Parameter chosen: the optional lines that are taken; nil for those marked so.
    /// Throws `Problem` 422.
    static func sums(_ terms: QuoteTerms, chosen: Set<Identifier>? = nil) throws -> QuoteSums {
        do {
            let taken = taken(terms, chosen)
            var amounts: [Identifier: Money] = [:]
            for line in terms.lines { amounts[line.id] = Money(minor: try charged(line).amount(), terms.currency) }
            let subtotal = try taken.reduce(into: Int64(0)) { sum, line in
                let (value, overflow) = sum.addingReportingOverflow(amounts[line.id]?.minor ?? 0)
                guard !overflow else { throw LedgerError.overflow }
                sum = value
            }
            let discount = try discount(terms.discount, on: taken.map { amounts[$0.id]?.minor ?? 0 })
            let totals = try InvoiceTotals(
                try taken.map(charged), currency: terms.currency, discount: discount,
                pricesIncludeTax: terms.pricesIncludeTax)
            return QuoteSums(
                amounts: amounts, subtotal: Money(minor: subtotal, terms.currency),
                discount: Money(minor: discount, terms.currency),
                taxes: totals.taxes.filter { $0.tax != 0 }.map {
                    QuoteSums.Tax(
                        label: "\(terms.taxName) \(TaxRate.label($0.category.rate))",
                        amount: Money(minor: $0.tax, terms.currency))
                }, net: totals.net, tax: totals.tax, total: totals.gross, pricesIncludeTax: terms.pricesIncludeTax)
        } catch is LedgerError {
            throw Problem.invalid(
                "lines", "out_of_range",
                "The lines do not make a sum. Check quantities, prices, discounts and tax rates.")
        }
    }

    /// The lines of the bill for what was taken. Discounts become lines of their own, one for each tax rate, so that
    /// the bill's total is the quote's to the cent.
    static func bill(_ terms: QuoteTerms, chosen: Set<Identifier>?) throws -> [InvoiceDraft.Line] {
        let taken = taken(terms, chosen)
        var lines: [InvoiceDraft.Line] = []
        for line in taken {
            lines.append(
                InvoiceDraft.Line(
                    description: line.description, quantity: line.quantity, unitMinor: line.unitMinor,
                    taxRate: line.taxRate))
            let off = try lineDiscount(line)
            if off > 0 {
                let name = line.description.prefix(980)
                lines.append(
                    InvoiceDraft.Line(
                        description: "Discount: \(name)", quantity: 10_000, unitMinor: -off, taxRate: line.taxRate))
            }
        }
        let charged = try taken.map(charged)
        let whole = try discount(terms.discount, on: charged.map { try $0.amount() })
        guard whole > 0 else { return lines }
        let totals = try InvoiceTotals(
            charged, currency: terms.currency, discount: whole, pricesIncludeTax: terms.pricesIncludeTax)
        var byRate: [Int64: Int64] = [:]
        for (index, line) in taken.enumerated() { byRate[line.taxRate, default: 0] += totals.lineDiscounts[index] }
        for (rate, off) in byRate.sorted(by: { $0.key > $1.key }) where off > 0 {
            lines.append(
                InvoiceDraft.Line(description: "Discount", quantity: 10_000, unitMinor: -off, taxRate: rate))
        }
        return lines
    }

    private static func taken(_ terms: QuoteTerms, _ chosen: Set<Identifier>?) -> [QuoteLine] {
        terms.lines.filter { !$0.isOptional || chosen?.contains($0.id) ?? $0.isChosen }
    }

    private static func charged(_ line: QuoteLine) throws -> InvoiceLine {
        InvoiceLine(
            quantity: line.quantity, unitPrice: line.unitMinor * 10_000, discount: try lineDiscount(line),
            tax: line.taxRate == 0 ? .zero : TaxCategory(rate: line.taxRate))
    }

    private static func lineDiscount(_ line: QuoteLine) throws -> Int64 {
        let full = try InvoiceLine(quantity: line.quantity, unitPrice: line.unitMinor * 10_000, tax: .zero).amount()
        switch line.discount {
        case .none: return 0
        case .percent(let rate): return try Rounding.halfUp(max(0, full), times: rate, over: 100_000)
        case .amount(let minor):
            guard minor <= max(0, full) else { throw LedgerError.outOfRange("discount") }
            return minor
        }
    }

    private static func discount(_ discount: QuoteDiscount, on amounts: [Int64]) throws -> Int64 {
        let base = amounts.reduce(Int64(0)) { $0 &+ max(0, $1) }
        switch discount {
        case .none: return 0
        case .percent(let rate): return try Rounding.halfUp(base, times: rate, over: 100_000)
        // What is taken off is never more than there is: a customer may leave options out.
        case .amount(let minor): return min(minor, base)
        }
    }
}
