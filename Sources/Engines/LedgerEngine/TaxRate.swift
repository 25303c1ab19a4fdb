internal import Core

/// A rate in thousandths of a percent: 8.25% is 8,250.
public enum TaxRate {
    /// Reads `8.25`; nil if it is not a plain decimal from 0 to 1000 with at most three places.
    public static func thousandths(_ text: some StringProtocol) -> Int64? {
        guard let value = Decimals.scaled(text, places: 3), (0...1_000_000).contains(value) else { return nil }
        return value
    }

    /// `8.25%`
    public static func label(_ thousandths: Int64) -> String { Decimals.text(thousandths, places: 3) + "%" }
}
