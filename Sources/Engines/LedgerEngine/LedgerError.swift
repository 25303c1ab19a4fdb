public import Core

/// Why an amount or a journal is refused.
public enum LedgerError: Error, Sendable, Hashable {
    /// The lines of `currency` do not sum to zero; they are off by this much (debits positive).
    case unbalanced(Currency, by: Int64)
    /// A journal needs at least one line that is not zero.
    case empty
    /// A sum does not fit into 64 bits.
    case overflow
    /// Amounts of different currencies were mixed.
    case mixedCurrencies
    /// An amount that must not be negative is, or a discount is larger than what it discounts.
    case outOfRange(String)
}
