public import Core

/// What each business fact does to the ledger. Amounts passed in are positive unless said otherwise.
extension Journal {
    /// An invoice: the customer owes the gross; the net is revenue, except what is earned later; the tax is owed on.
    /// Throws `LedgerError.outOfRange` if `deferred` is not within the net.
    public static func invoiceIssued(_ totals: InvoiceTotals, deferred: Int64 = 0) throws -> Journal {
        let net = totals.net.minor
        guard deferred >= min(0, net), deferred <= max(0, net) else { throw LedgerError.outOfRange("deferred") }
        let currency = totals.net.currency
        return try Journal([
            JournalLine(.receivable, totals.gross),
            JournalLine(.revenue, Money(minor: -(net - deferred), currency)),
            JournalLine(.deferredRevenue, Money(minor: -deferred, currency)),
            JournalLine(.tax, Money(minor: -totals.tax.minor, currency)),
        ])
    }

    /// A credit note over `totals`: the invoice undone. What the customer had already paid of it (`alreadyPaid`)
    /// becomes their credit.
    public static func creditNote(_ totals: InvoiceTotals, alreadyPaid: Int64 = 0, deferred: Int64 = 0) throws
        -> Journal
    {
        guard (0...max(0, totals.gross.minor)).contains(alreadyPaid) else {
            throw LedgerError.outOfRange("alreadyPaid")
        }
        let currency = totals.net.currency
        let undone = try Journal.invoiceIssued(totals, deferred: deferred).reversed()
        return try Journal(
            undone.lines + [
                JournalLine(.receivable, Money(minor: alreadyPaid, currency)),
                JournalLine(.customerCredit, Money(minor: -alreadyPaid, currency)),
            ])
    }

    /// Money came in: it settles what `allocation` says; the rest is the customer's credit. `into` is `.cash`, or
    /// `.clearing` where a processor pays out later.
    public static func paymentReceived(_ amount: Money, _ allocation: Allocation, into: LedgerAccount = .cash) throws
        -> Journal
    {
        let settled = try Rounding.sum(allocation.parts.map(\.amount))
        guard amount.minor > 0, settled >= 0, allocation.credit >= 0 else { throw LedgerError.outOfRange("amount") }
        return try Journal([
            JournalLine(into, amount),
            JournalLine(.receivable, Money(minor: -settled, amount.currency)),
            JournalLine(.customerCredit, Money(minor: -allocation.credit, amount.currency)),
        ])
    }

    /// Money went back. `fromCredit` of it was the customer's credit; for the rest the invoices it had settled are
    /// open again.
    public static func refund(_ amount: Money, fromCredit: Int64, outOf: LedgerAccount = .cash) throws -> Journal {
        guard amount.minor > 0, (0...amount.minor).contains(fromCredit) else {
            throw LedgerError.outOfRange("fromCredit")
        }
        return try Journal([
            JournalLine(outOf, Money(minor: -amount.minor, amount.currency)),
            JournalLine(.customerCredit, Money(minor: fromCredit, amount.currency)),
            JournalLine(.receivable, Money(minor: amount.minor - fromCredit, amount.currency)),
        ])
    }

    /// The customer's credit pays invoices.
    public static func creditApplied(_ amount: Money) throws -> Journal {
        guard amount.minor > 0 else { throw LedgerError.outOfRange("amount") }
        return try Journal([
            JournalLine(.customerCredit, amount),
            JournalLine(.receivable, Money(minor: -amount.minor, amount.currency)),
        ])
    }

    /// What will not be paid any more.
    public static func writtenOff(_ amount: Money) throws -> Journal {
        guard amount.minor > 0 else { throw LedgerError.outOfRange("amount") }
        return try Journal([
            JournalLine(.badDebt, amount), JournalLine(.receivable, Money(minor: -amount.minor, amount.currency)),
        ])
    }

    /// The processor paid out what was clearing.
    public static func paidOut(_ amount: Money) throws -> Journal {
        guard amount.minor > 0 else { throw LedgerError.outOfRange("amount") }
        return try Journal([
            JournalLine(.cash, amount), JournalLine(.clearing, Money(minor: -amount.minor, amount.currency)),
        ])
    }

    /// Deferred revenue earned up to day `day` of `days`, less what was recognised before: cumulative, so that the
    /// parts sum to the total whatever the steps. nil where nothing is due.
    public static func recognised(_ total: Money, day: Int, of days: Int, before: Int64) throws -> Journal? {
        guard days > 0, (0...days).contains(day) else { throw LedgerError.outOfRange("day") }
        let due = try Rounding.halfUp(total.minor, times: Int64(day), over: Int64(days)) - before
        guard due != 0 else { return nil }
        return try Journal([
            JournalLine(.deferredRevenue, Money(minor: due, total.currency)),
            JournalLine(.revenue, Money(minor: -due, total.currency)),
        ])
    }
}
