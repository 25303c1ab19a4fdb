/// An ISO 4217 currency.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three upper-case letters.
    public let code: String

    /// nil unless three ASCII letters.
    public init?(_ code: some StringProtocol) {
        let upper = code.uppercased()
        guard upper.utf8.count == 3, upper.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
        self.code = upper
    }

    private init(known: String) { code = known }
    public static let usd = Currency(known: "USD")
    public static let eur = Currency(known: "EUR")
    public static let gbp = Currency(known: "GBP")

    /// Decimal places of the minor unit (ISO 4217).
    public var digits: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }

    /// The sign people write before an amount.
    public var symbol: String {
        switch code {
        case "USD", "CAD", "AUD": "$"
        case "EUR": "€"
        case "GBP": "£"
        case "JPY": "¥"
        default: code + " "
        }
    }

    public var description: String { code }
}

/// An exact amount in minor units (cents).
public struct Money: Hashable, Sendable {
    public let minor: Int64
    public let currency: Currency

    public init(minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Reads `1234.5`; nil if it is not a plain decimal or has more places than the currency.
    public init?(_ text: some StringProtocol, _ currency: Currency) {
        let negative = text.first == "-"
        let parts = text.drop(while: { $0 == "-" }).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty, whole.allSatisfy(\.isNumber)
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.count <= currency.digits, fraction.allSatisfy(\.isNumber) else { return nil }
        let digits = String(whole) + fraction + String(repeating: "0", count: currency.digits - fraction.count)
        guard let minor = Int64(digits) else { return nil }
        self.init(minor: negative ? -minor : minor, currency)
    }

    /// `1234.50`, for programs.
    public var decimal: String {
        let sign = minor < 0 ? "-" : ""
        let digits = currency.digits
        guard digits > 0 else { return "\(minor)" }
        let text = padded(Int(minor.magnitude), digits + 1)
        return sign + text.dropLast(digits) + "." + text.suffix(digits)
    }
}

extension Money: CustomStringConvertible {
    /// `$1,234.50`, for people.
    public var description: String {
        let magnitude = Money(minor: Int64(minor.magnitude), currency).decimal
        let parts = magnitude.split(separator: ".")
        var grouped = ""
        let whole = parts.first ?? "0"
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return (minor < 0 ? "−" : "") + currency.symbol + grouped + fraction
    }
}
