/// A value of a log line's field.
public enum LogValue: Sendable {
    case string(String)
    case int(Int64)
    case double(Double)
    case bool(Bool)
    /// A name, number, address or the like of a person. Written as `[personal]`, so that call sites need not decide.
    case personal(String)

    /// An identifier, time or the like, as its text; nil as an empty text.
    public static func text(_ value: (some CustomStringConvertible)?) -> LogValue {
        .string(value?.description ?? "")
    }
    public static func int(_ value: some BinaryInteger) -> LogValue { .int(Int64(clamping: value)) }
    /// A failure, as it describes itself. Errors must not carry secrets.
    public static func error(_ error: any Error) -> LogValue { .string(String(describing: error)) }
    /// Milliseconds.
    public static func duration(_ value: Duration) -> LogValue {
        let parts = value.components
        return .double(Double(parts.seconds) * 1000 + Double(parts.attoseconds / 1_000_000_000_000) / 1000)
    }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension LogValue {
    static let redacted = "[personal]"
    static let secret = "[secret]"

    /// Names of fields whose values are never written, whatever their kind.
    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "secret", "token", "authorization", "cookie", "api_key", "private_key"].contains {
            name.contains($0)
        }
    }
}
