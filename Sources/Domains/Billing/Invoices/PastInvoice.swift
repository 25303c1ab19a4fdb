public import Contracts
public import Core

/// A bill from before: drafted, and perhaps issued, sent and paid, at times gone by. What has not happened is nil.
public struct PastInvoice: Sendable {
    public struct Line: Sendable {
        public let description: String
        public let unitMinor: Int64

        public init(_ description: String, unitMinor: Int64) {
            self.description = description
            self.unitMinor = unitMinor
        }
    }

    /// Money that came in for it.
    public struct Receipt: Sendable {
        public let id: ID<Payment>
        /// Of the whole, in percent: 100 settles what is open.
        public let percent: Int64
        /// card, cash, transfer or check.
        public let method: String
        public let receivedAt: Instant

        public init(id: ID<Payment>, percent: Int64, method: String, receivedAt: Instant) {
            self.id = id
            self.percent = percent
            self.method = method
            self.receivedAt = receivedAt
        }
    }

    public let id: ID<Invoice>
    public let customer: ID<Customer>
    public let appointment: Identifier?
    public let lines: [Line]
    public let draftedAt: Instant
    public let correlation: String
    public var issuedAt: Instant?
    public var sentAt: Instant?
    /// A draft that was thrown away.
    public var isCancelled = false
    public var receipt: Receipt?

    public init(
        id: ID<Invoice>, customer: ID<Customer>, appointment: Identifier?, lines: [Line], draftedAt: Instant,
        correlation: String
    ) {
        self.id = id
        self.customer = customer
        self.appointment = appointment
        self.lines = lines
        self.draftedAt = draftedAt
        self.correlation = correlation
    }
}

/// A bill from before as it was written down.
public struct RecordedInvoice: Sendable {
    public let invoice: PastInvoice
    /// nil while it is a draft.
    public let number: String?
    public let total: Money
    public let paid: Money
    public let dueOn: LocalDate?
}
