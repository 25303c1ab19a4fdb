public import Core

/// An invoice with something left to pay.
public struct OpenInvoice: Sendable, Hashable {
    public let id: Identifier
    public let due: LocalDate
    /// Minor units left; 0 or more.
    public let open: Int64

    public init(id: Identifier, due: LocalDate, open: Int64) {
        self.id = id
        self.due = due
        self.open = open
    }
}

/// Which invoices a payment settles.
public struct Allocation: Sendable, Hashable {
    /// A part of a payment for one invoice; never zero.
    public struct Part: Sendable, Hashable {
        public let invoice: Identifier
        /// Minor units.
        public let amount: Int64

        public init(invoice: Identifier, amount: Int64) {
            self.invoice = invoice
            self.amount = amount
        }
    }

    public let parts: [Part]
    /// What is left over: the customer's credit.
    public let credit: Int64

    /// Oldest due first, then by id; the invoices of `first` before all others, in their order. The parts and the
    /// credit sum to `amount`. Throws `LedgerError.outOfRange` for a negative amount or open sum.
    public init(_ amount: Int64, over invoices: [OpenInvoice], first: [Identifier] = []) throws {
        guard amount >= 0 else { throw LedgerError.outOfRange("amount") }
        guard invoices.allSatisfy({ $0.open >= 0 }) else { throw LedgerError.outOfRange("open") }
        func rank(_ invoice: OpenInvoice) -> Int { first.firstIndex(of: invoice.id) ?? first.count }
        let ordered = invoices.sorted { a, b in
            if rank(a) != rank(b) { return rank(a) < rank(b) }
            return a.due == b.due ? a.id < b.id : a.due < b.due
        }
        var left = amount
        var parts: [Part] = []
        for invoice in ordered where left > 0 && invoice.open > 0 {
            let part = min(left, invoice.open)
            parts.append(Part(invoice: invoice.id, amount: part))
            left -= part
        }
        self.parts = parts
        credit = left
    }
}
