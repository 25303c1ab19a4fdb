/// A tax category: all lines of one are taxed together (EN 16931, BG-23).
public struct TaxCategory: Codable, Sendable, Hashable {
    /// UNCL 5305: `S` standard, `Z` zero, `E` exempt, `AE` reverse charge, `O` outside, …
    public var code: String
    /// Thousandths of a percent: 19% is 19,000; 8.875% is 8,875.
    public var rate: Int64

    public init(code: String = "S", rate: Int64) {
        self.code = code
        self.rate = rate
    }

    public static let zero = TaxCategory(code: "Z", rate: 0)
}

/// What is charged. All amounts in minor units.
public struct InvoiceLine: Codable, Sendable, Hashable {
    /// Ten-thousandths: 1.5 hours is 15,000.
    public var quantity: Int64
    /// Ten-thousandths of a minor unit, so that 0.0125 cents can be said: $1.00 is 1,000,000.
    public var unitPrice: Int64
    /// Taken off this line after rounding; 0 or more.
    public var discount: Int64
    public var tax: TaxCategory

    public init(quantity: Int64, unitPrice: Int64, discount: Int64 = 0, tax: TaxCategory) {
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.tax = tax
    }

    /// `count` pieces at `price` minor units each.
    public init(count: Int, price: Int64, discount: Int64 = 0, tax: TaxCategory) {
        self.init(quantity: Int64(count) * 10_000, unitPrice: price * 10_000, discount: discount, tax: tax)
    }

    /// Quantity times price, rounded half-up, less the discount.
    public func amount() throws -> Int64 {
        try Rounding.sum([Rounding.halfUp(quantity, times: unitPrice, over: 100_000_000), -discount])
    }
}
