/// Exact integer arithmetic on minor units.
public enum Rounding {
    /// `value × numerator ÷ denominator`, half away from zero ("half-up", and the same for credits as for debits).
    /// `denominator` must be positive. Throws `LedgerError.overflow`.
    public static func halfUp(_ value: Int64, times numerator: Int64, over denominator: Int64) throws -> Int64 {
        precondition(denominator > 0, "a denominator is positive")
        let product = Int128(value) * Int128(numerator)
        let half = Int128(denominator) / 2
        // An odd denominator has no exact half, so adding the floored half still rounds to nearest.
        let magnitude = (product.magnitude + UInt128(half)) / UInt128(denominator)
        let result = product < 0 ? -Int128(magnitude) : Int128(magnitude)
        guard let narrow = Int64(exactly: result) else { throw LedgerError.overflow }
        return narrow
    }

    /// Splits `total` in proportion to `weights` (none negative) so that the parts sum to it exactly: each gets its
    /// floor, and the units left go to the largest remainders, the earlier first. With all weights zero the first
    /// gets everything.
    public static func split(_ total: Int64, over weights: [Int64]) throws -> [Int64] {
        guard !weights.isEmpty else { return [] }
        guard weights.allSatisfy({ $0 >= 0 }) else { throw LedgerError.outOfRange("weight") }
        let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard sum > 0 else { return [total] + Array(repeating: 0, count: weights.count - 1) }
        let magnitude = Int128(total.magnitude)
        var parts = weights.map { magnitude * Int128($0) / sum }
        let remainders = weights.map { magnitude * Int128($0) % sum }
        let left = Int(magnitude - parts.reduce(0, +))
        for index in weights.indices.sorted(by: {
            remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1]
        }).prefix(left) {
            parts[index] += 1
        }
        return parts.map { total < 0 ? Int64(-$0) : Int64($0) }
    }

    static func sum(_ values: some Sequence<Int64>) throws -> Int64 {
        let total = values.reduce(Int128(0)) { $0 + Int128($1) }
        guard let narrow = Int64(exactly: total) else { throw LedgerError.overflow }
        return narrow
    }
}
