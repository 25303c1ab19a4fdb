public import Core

/// What is offered to a customer.
public enum Quote {}

/// Where a quote stands.
public enum QuoteStatus: String, Sendable, CaseIterable {
    case draft, sent, viewed, accepted, declined, expired, converted

    public var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// `neutral`, `good`, `warn`, `bad` or `info`: the badge's colour.
    public var tone: String {
        switch self {
        case .draft: "neutral"
        case .sent, .viewed: "info"
        case .accepted, .converted: "good"
        case .declined: "bad"
        case .expired: "warn"
        }
    }

    /// Whether the customer's answer is awaited.
    public var isOpen: Bool { self == .sent || self == .viewed }
}

/// What is taken off a price.
public enum QuoteDiscount: Sendable, Hashable {
    case none
    /// Thousandths of a percent.
    case percent(Int64)
    /// Minor units.
    case amount(Int64)
}

/// A line of a quote as it is edited and stored.
public struct QuoteLine: Sendable, Hashable {
    public var id: Identifier
    public var description: String
    /// Ten-thousandths: 1.5 hours is 15,000.
    public var quantity: Int64
    /// For one piece.
    public var unitMinor: Int64
    public var discount: QuoteDiscount
    /// Thousandths of a percent.
    public var taxRate: Int64
    /// The customer may take it or leave it.
    public var isOptional: Bool
    /// Taken, unless the customer says otherwise; always so for what is not optional.
    public var isChosen: Bool

    public init(
        id: Identifier, description: String, quantity: Int64 = 10_000, unitMinor: Int64,
        discount: QuoteDiscount = .none, taxRate: Int64, isOptional: Bool = false, isChosen: Bool = true
    ) {
        self.id = id
        self.description = description
        self.quantity = quantity
        self.unitMinor = unitMinor
        self.discount = discount
        self.taxRate = taxRate
        self.isOptional = isOptional
        self.isChosen = isChosen || !isOptional
    }
}

/// What makes the sums of a quote.
public struct QuoteTerms: Sendable, Hashable {
    public var currency: Currency
    public var pricesIncludeTax: Bool
    /// On the whole quote.
    public var discount: QuoteDiscount
    public var lines: [QuoteLine]
    /// "Sales tax"
    public var taxName: String

    public init(
        currency: Currency, pricesIncludeTax: Bool, discount: QuoteDiscount, lines: [QuoteLine], taxName: String
    ) {
        self.currency = currency
        self.pricesIncludeTax = pricesIncludeTax
        self.discount = discount
        self.lines = lines
        self.taxName = taxName
    }
}

/// The sums of a quote with what is chosen.
public struct QuoteSums: Sendable, Hashable {
    public struct Tax: Sendable, Hashable {
        /// `Sales tax 8.25%`
        public let label: String
        public let amount: Money
        public init(label: String, amount: Money) {
            self.label = label
            self.amount = amount
        }
    }

    /// One row below the lines.
    public struct Row: Sendable, Hashable {
        public let label: String
        public let amount: Money
        public var isTotal = false
        public init(_ label: String, _ amount: Money, isTotal: Bool = false) {
            self.label = label
            self.amount = amount
            self.isTotal = isTotal
        }
    }

    /// Every line's amount, chosen or not: rounded, less its own discount.
    public let amounts: [Identifier: Money]
    /// What the chosen lines make, before the discount on the whole.
    public let subtotal: Money
    /// What is taken off the whole.
    public let discount: Money
    /// Those that are not zero.
    public let taxes: [Tax]
    public let net: Money
    public let tax: Money
    public let total: Money
    public let pricesIncludeTax: Bool

    public init(
        amounts: [Identifier: Money], subtotal: Money, discount: Money, taxes: [Tax], net: Money, tax: Money,
        total: Money, pricesIncludeTax: Bool
    ) {
        self.amounts = amounts
        self.subtotal = subtotal
        self.discount = discount
        self.taxes = taxes
        self.net = net
        self.tax = tax
        self.total = total
        self.pricesIncludeTax = pricesIncludeTax
    }

    /// The rows below the lines, as paper and screen show them.
    public var rows: [Row] {
        var rows: [Row] = []
        if discount.minor > 0 || !pricesIncludeTax { rows.append(Row("Subtotal", subtotal)) }
        if discount.minor > 0 { rows.append(Row("Discount", Money(minor: -discount.minor, discount.currency))) }
        if !pricesIncludeTax { rows += taxes.map { Row($0.label, $0.amount) } }
        rows.append(Row("Total", total, isTotal: true))
        if pricesIncludeTax { rows += taxes.map { Row("Includes \($0.label)", $0.amount) } }
        return rows
    }
}

/// That a customer said yes.
public struct QuoteAcceptance: Sendable, Hashable {
    /// The optional lines that were taken.
    public let chosen: Set<Identifier>
    public let signedName: String
    /// The path of an SVG of 400 by 120.
    public let signature: String?
    public let acceptedAt: Instant
    public let address: String?
    public let userAgent: String?
    /// Who noted it, where the customer said so by other means.
    public let recordedBy: String?

    public init(
        chosen: Set<Identifier>, signedName: String, signature: String?, acceptedAt: Instant, address: String?,
        userAgent: String?, recordedBy: String?
    ) {
        self.chosen = chosen
        self.signedName = signedName
        self.signature = signature
        self.acceptedAt = acceptedAt
        self.address = address
        self.userAgent = userAgent
        self.recordedBy = recordedBy
    }
}

/// A quote with everything on it; pages, PDF and public page show the same value.
public struct QuoteDetail: Sendable {
    public let id: ID<Quote>
    /// nil until sent.
    public var number: String?
    public var status: QuoteStatus
    public var revision: Int
    public var title: String
    public let customer: ID<Customer>
    public var customerName: String
    public var seller: InvoiceParty
    /// Small print of the organisation.
    public var footer: String
    public var addressedTo: InvoiceParty
    public var terms: QuoteTerms
    public var sums: QuoteSums
    public var validUntil: LocalDate?
    public var conditions: String
    public var notes: String
    public var sentAt: Instant?
    public var viewedAt: Instant?
    public var declinedAt: Instant?
    public var declineReason: String?
    public var acceptance: QuoteAcceptance?
    public var invoice: ID<Invoice>?
    public var appointment: ID<Appointment>?
    /// The address of the public page of the latest version that was sent.
    public var link: String?
    public var pdf: Identifier?
    /// What a new line begins with, in thousandths of a percent.
    public var standardTaxRate: Int64 = 0
    /// Versions that were sent, newest first.
    public var versions: [Version]

    public struct Version: Sendable, Hashable {
        public let revision: Int
        public let sentAt: Instant
        public let total: Money
        public init(revision: Int, sentAt: Instant, total: Money) {
            self.revision = revision
            self.sentAt = sentAt
            self.total = total
        }
    }

    public init(
        id: ID<Quote>, number: String?, status: QuoteStatus, revision: Int, title: String, customer: ID<Customer>,
        customerName: String, seller: InvoiceParty, footer: String, addressedTo: InvoiceParty, terms: QuoteTerms,
        sums: QuoteSums, validUntil: LocalDate?, conditions: String, notes: String, versions: [Version] = []
    ) {
        self.id = id
        self.number = number
        self.status = status
        self.revision = revision
        self.title = title
        self.customer = customer
        self.customerName = customerName
        self.seller = seller
        self.footer = footer
        self.addressedTo = addressedTo
        self.terms = terms
        self.sums = sums
        self.validUntil = validUntil
        self.conditions = conditions
        self.notes = notes
        self.versions = versions
    }

    /// `Quote Q-1001`, `Draft quote`; with its version from the second on.
    public var name: String {
        (number.map { "Quote \($0)" } ?? "Draft quote") + (revision > 1 ? ", version \(revision)" : "")
    }
}
