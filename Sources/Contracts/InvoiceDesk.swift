public import Core
public import Records

/// How an organisation bills, for those who promise prices.
public struct BillingTerms: Sendable {
    /// Thousandths of a percent: 8.25% is 8,250.
    public let taxRate: Int64
    /// "Sales tax".
    public let taxName: String
    public let pricesIncludeTax: Bool
    /// What a document keeps of its sender: name, address, email, phone, tax_number, tax_name, footer.
    public let seller: JSON

    public init(taxRate: Int64, taxName: String, pricesIncludeTax: Bool, seller: JSON) {
        self.taxRate = taxRate
        self.taxName = taxName
        self.pricesIncludeTax = pricesIncludeTax
        self.seller = seller
    }
}

/// A bill that is to be begun.
public struct InvoiceDraft: Sendable {
    public struct Line: Sendable {
        public let description: String
        /// Ten-thousandths.
        public let quantity: Int64
        /// For one piece; below zero for what is taken off.
        public let unitMinor: Int64
        /// Thousandths of a percent.
        public let taxRate: Int64

        public init(description: String, quantity: Int64, unitMinor: Int64, taxRate: Int64) {
            self.description = description
            self.quantity = quantity
            self.unitMinor = unitMinor
            self.taxRate = taxRate
        }
    }

    public let customer: ID<Customer>
    public let currency: Currency
    public let pricesIncludeTax: Bool
    public let lines: [Line]
    public let notes: String

    public init(
        customer: ID<Customer>, currency: Currency, pricesIncludeTax: Bool, lines: [Line], notes: String = ""
    ) {
        self.customer = customer
        self.currency = currency
        self.pricesIncludeTax = pricesIncludeTax
        self.lines = lines
        self.notes = notes
    }
}

/// Begins bills for other domains. Implemented by Billing.
public protocol InvoiceDesk: Sendable {
    func terms(in work: Work) async throws -> BillingTerms
    /// A draft; its total is what its lines make, and nobody is told yet. Throws `Problem` 404 for a customer that is
    /// not there, 422 for lines that make no sum.
    func draft(_ draft: InvoiceDraft, in work: Work) async throws -> ID<Invoice>
}
