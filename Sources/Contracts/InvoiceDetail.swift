public import Core

/// An invoice with everything that stands on it; page, PDF and public page show the same value.
public struct InvoiceDetail: Sendable {
    public struct Line: Sendable, Hashable {
        public let description: String
        /// `1`, `1.5`: exact decimal text without trailing zeros.
        public let quantity: String
        public let unit: Money
        /// Rounded; with tax where prices include it.
        public let amount: Money

        public init(description: String, quantity: String, unit: Money, amount: Money) {
            self.description = description
            self.quantity = quantity
            self.unit = unit
            self.amount = amount
        }
    }

    public struct Tax: Sendable, Hashable {
        /// `Sales tax 8.25%`
        public let label: String
        public let base: Money
        public let amount: Money

        public init(label: String, base: Money, amount: Money) {
            self.label = label
            self.base = base
            self.amount = amount
        }
    }

    public struct Receipt: Sendable, Hashable {
        public let id: ID<Payment>
        public let amount: Money
        /// `card`, `cash`, `transfer`, `check`
        public let method: String
        public let receivedAt: Instant

        public init(id: ID<Payment>, amount: Money, method: String, receivedAt: Instant) {
            self.id = id
            self.amount = amount
            self.method = method
            self.receivedAt = receivedAt
        }
    }

    public let id: ID<Invoice>
    /// nil until issued.
    public var number: String?
    public var status: InvoiceStatus
    public let customer: ID<Customer>
    public let appointment: ID<Appointment>?
    public var seller: InvoiceParty
    public var billedTo: InvoiceParty
    public let lines: [Line]
    public let taxes: [Tax]
    public let pricesIncludeTax: Bool
    public let net: Money
    public let tax: Money
    public let total: Money
    public let paid: Money
    public var issuedOn: LocalDate?
    public var issuedAt: Instant?
    public var dueOn: LocalDate?
    public let sentAt: Instant?
    public let notes: String
    /// Small print of the organisation.
    public let footer: String
    /// Oldest first.
    public let receipts: [Receipt]
    /// The address of the public pay page; nil until there is one.
    public var payLink: String?
    /// The stored PDF; nil until it has been made.
    public let pdf: Identifier?
    /// Ties the invoice to the call or visit it came from.
    public let correlation: String

    public init(
        id: ID<Invoice>, number: String?, status: InvoiceStatus, customer: ID<Customer>, appointment: ID<Appointment>?,
        seller: InvoiceParty, billedTo: InvoiceParty, lines: [Line], taxes: [Tax], pricesIncludeTax: Bool, net: Money,
        tax: Money, total: Money, paid: Money, issuedOn: LocalDate?, issuedAt: Instant?, dueOn: LocalDate?,
        sentAt: Instant?,
        notes: String, footer: String, receipts: [Receipt], payLink: String?, pdf: Identifier?, correlation: String
    ) {
        self.id = id
        self.number = number
        self.status = status
        self.customer = customer
        self.appointment = appointment
        self.seller = seller
        self.billedTo = billedTo
        self.lines = lines
        self.taxes = taxes
        self.pricesIncludeTax = pricesIncludeTax
        self.net = net
        self.tax = tax
        self.total = total
        self.paid = paid
        self.issuedOn = issuedOn
        self.issuedAt = issuedAt
        self.dueOn = dueOn
        self.sentAt = sentAt
        self.notes = notes
        self.footer = footer
        self.receipts = receipts
        self.payLink = payLink
        self.pdf = pdf
        self.correlation = correlation
    }

    /// What is left to pay.
    public var open: Money { Money(minor: total.minor - paid.minor, total.currency) }

    /// `Invoice 2026-0001`, `Draft invoice`.
    public var title: String { number.map { "Invoice \($0)" } ?? "Draft invoice" }
}
