public import Core

/// What is charged to a customer.
public enum Invoice {}
/// Money that came in.
public enum Payment {}

/// Where an invoice stands.
public enum InvoiceStatus: String, Sendable, CaseIterable {
    case draft, issued, sent
    case partlyPaid = "partly_paid"
    case paid, overdue, cancelled

    public var label: String {
        switch self {
        case .draft: "Draft"
        case .issued: "Issued"
        case .sent: "Sent"
        case .partlyPaid: "Partly paid"
        case .paid: "Paid"
        case .overdue: "Overdue"
        case .cancelled: "Cancelled"
        }
    }

    /// `neutral`, `good`, `warn`, `bad` or `info`: the badge's colour.
    public var tone: String {
        switch self {
        case .draft, .cancelled: "neutral"
        case .issued, .sent: "info"
        case .partlyPaid: "warn"
        case .paid: "good"
        case .overdue: "bad"
        }
    }

    /// Whether a payment is awaited.
    public var isOpen: Bool { [.issued, .sent, .partlyPaid, .overdue].contains(self) }
}

/// One of the two names on an invoice, as it was when the invoice was issued.
public struct InvoiceParty: Sendable, Hashable {
    public var name: String
    /// On one line.
    public var address: String?
    public var email: String?
    /// E.164.
    public var phone: String?
    public var taxNumber: String?

    public init(
        name: String, address: String? = nil, email: String? = nil, phone: String? = nil, taxNumber: String? = nil
    ) {
        self.name = name
        self.address = address
        self.email = email
        self.phone = phone
        self.taxNumber = taxNumber
    }
}

/// An invoice as a list shows it.
public struct InvoiceSummary: Sendable {
    public let id: ID<Invoice>
    /// nil until issued.
    public let number: String?
    public let status: InvoiceStatus
    public let customer: ID<Customer>
    public let customerName: String
    public let total: Money
    public let open: Money
    public let issuedOn: LocalDate?
    public let dueOn: LocalDate?
    public let createdAt: Instant

    public init(
        id: ID<Invoice>, number: String?, status: InvoiceStatus, customer: ID<Customer>, customerName: String,
        total: Money,
        open: Money, issuedOn: LocalDate?, dueOn: LocalDate?, createdAt: Instant
    ) {
        self.id = id
        self.number = number
        self.status = status
        self.customer = customer
        self.customerName = customerName
        self.total = total
        self.open = open
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.createdAt = createdAt
    }
}

/// What is owed to an organisation, for figures above a list. One currency; others are left out.
public struct InvoiceFigures: Sendable {
    public let open: Money
    public let overdue: Money
    /// Since the first of the month.
    public let paidThisMonth: Money
    public let drafts: Int
    public let openCount: Int
    public let overdueCount: Int

    public init(open: Money, overdue: Money, paidThisMonth: Money, drafts: Int, openCount: Int, overdueCount: Int) {
        self.open = open
        self.overdue = overdue
        self.paidThisMonth = paidThisMonth
        self.drafts = drafts
        self.openCount = openCount
        self.overdueCount = overdueCount
    }
}

/// Reads invoices for pages. Implemented by Billing.
public protocol InvoiceBook: Sendable {
    /// Newest first; of one status or customer where given. `before` is the last one of the page before.
    func list(
        status: InvoiceStatus?, customer: ID<Customer>?, before: ID<Invoice>?, limit: Int, _ context: Context
    ) async throws -> [InvoiceSummary]
    /// Throws 404.
    func detail(_ invoice: ID<Invoice>, _ context: Context) async throws -> InvoiceDetail
    func figures(_ context: Context) async throws -> InvoiceFigures
}
