public import Core

/// The sums of an invoice (EN 16931, BG-22 and BG-23): rounded lines are summed exactly, tax is computed once per
/// category on its base, and everything else follows by addition.
public struct InvoiceTotals: Sendable, Hashable {
    /// One category's part.
    public struct Tax: Sendable, Hashable {
        public let category: TaxCategory
        /// Without tax.
        public let base: Int64
        public let tax: Int64
    }

    /// Each line's amount as printed: rounded, less its own discount; with tax where prices include it.
    public let lines: [Int64]
    /// What of the invoice's discount falls on each line.
    public let lineDiscounts: [Int64]
    /// By rate, highest first, then by code.
    public let taxes: [Tax]
    public let net: Money
    public let tax: Money
    public let gross: Money

    /// - Parameters:
    ///   - discount: on the whole invoice, 0 or more, split over the lines by largest remainder; in prices' terms
    ///     (with tax where they include it).
    ///   - pricesIncludeTax: then tax is `round(gross·rate/(100+rate))` per category and the net is the rest.
    /// Throws `LedgerError.outOfRange` for a negative discount or one above the sum, `.overflow`.
    public init(_ lines: [InvoiceLine], currency: Currency, discount: Int64 = 0, pricesIncludeTax: Bool = false) throws
    {
        let amounts = try lines.map { try $0.amount() }
        guard lines.allSatisfy({ $0.discount >= 0 }), discount >= 0 else { throw LedgerError.outOfRange("discount") }
        guard lines.allSatisfy({ (0...1_000_000).contains($0.tax.rate) }) else { throw LedgerError.outOfRange("rate") }
        // Only what is charged is discounted: a line that credits keeps its amount.
        let weights = amounts.map { max(0, $0) }
        guard try discount <= Rounding.sum(weights) else { throw LedgerError.outOfRange("discount") }
        let discounts = discount == 0 ? amounts.map { _ in 0 } : try Rounding.split(discount, over: weights)
        self.lines = amounts
        lineDiscounts = discounts

        var sums: [TaxCategory: Int64] = [:]
        for (index, line) in lines.enumerated() {
            sums[line.tax] = try Rounding.sum([sums[line.tax] ?? 0, amounts[index], -discounts[index]])
        }
        let categories = sums.keys.sorted { $0.rate == $1.rate ? $0.code < $1.code : $0.rate > $1.rate }
        taxes = try categories.map { category in
            let sum = sums[category] ?? 0
            if pricesIncludeTax {
                let tax = try Rounding.halfUp(sum, times: category.rate, over: 100_000 + category.rate)
                return Tax(category: category, base: sum - tax, tax: tax)
            }
            return Tax(
                category: category, base: sum, tax: try Rounding.halfUp(sum, times: category.rate, over: 100_000))
        }
        let net = try Rounding.sum(taxes.map(\.base))
        let tax = try Rounding.sum(taxes.map(\.tax))
        self.net = Money(minor: net, currency)
        self.tax = Money(minor: tax, currency)
        gross = Money(minor: try Rounding.sum([net, tax]), currency)
    }
}
