public import Core

/// The accounts of the ledger.
public enum LedgerAccount: String, Codable, Sendable, Hashable, CaseIterable {
    case receivable, revenue
    case deferredRevenue = "deferred_revenue"
    case tax, cash, clearing
    case customerCredit = "customer_credit"
    case badDebt = "bad_debt"
    case rounding
    case commissionExpense = "commission_expense"
    case commissionPayable = "commission_payable"
}

/// One line: debits are positive, credits negative.
public struct JournalLine: Sendable, Hashable {
    public let account: LedgerAccount
    public let amount: Money

    public init(_ account: LedgerAccount, _ amount: Money) {
        self.account = account
        self.amount = amount
    }
}

/// Lines that belong together and sum to zero in every currency. One that does not cannot be made.
public struct Journal: Sendable, Hashable {
    /// None is zero; lines on one account and currency are joined.
    public let lines: [JournalLine]

    /// Throws `LedgerError.unbalanced`, `.empty` or `.overflow`.
    public init(_ lines: [JournalLine]) throws {
        var joined: [JournalLine] = []
        for line in lines {
            if let index = joined.firstIndex(where: {
                $0.account == line.account && $0.amount.currency == line.amount.currency
            }) {
                let sum = try Rounding.sum([joined[index].amount.minor, line.amount.minor])
                joined[index] = JournalLine(line.account, Money(minor: sum, line.amount.currency))
            } else {
                joined.append(line)
            }
        }
        joined.removeAll { $0.amount.minor == 0 }
        guard !joined.isEmpty else { throw LedgerError.empty }
        for currency in Set(joined.map(\.amount.currency)) {
            let off = try Rounding.sum(joined.filter { $0.amount.currency == currency }.map(\.amount.minor))
            guard off == 0 else { throw LedgerError.unbalanced(currency, by: off) }
        }
        self.lines = joined
    }

    /// The sum on `account` in `currency`, debits positive; 0 if it has no line.
    public func amount(on account: LedgerAccount, _ currency: Currency) -> Int64 {
        lines.first { $0.account == account && $0.amount.currency == currency }?.amount.minor ?? 0
    }

    /// The journal that undoes this one.
    public func reversed() throws -> Journal {
        try Journal(lines.map { JournalLine($0.account, Money(minor: -$0.amount.minor, $0.amount.currency)) })
    }
}
