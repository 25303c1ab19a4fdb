/// Exact decimals as whole numbers of 10^-places.
public enum Decimals {
    /// Reads `1.5` with up to `places` places; nil for anything else or what does not fit.
    public static func scaled(_ text: some StringProtocol, places: Int) -> Int64? {
        let isNegative = text.first == "-"
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= places else { return nil }
        let digits = String(parts[0]) + fraction + String(repeating: "0", count: places - fraction.count)
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(digits) else { return nil }
        return isNegative ? -value : value
    }

    /// Without trailing zeros: `1.5`, `2`.
    public static func text(_ value: Int64, places: Int) -> String {
        var digits = String(value.magnitude)
        if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
        let whole = digits.dropLast(places)
        var fraction = digits.suffix(places)
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}
