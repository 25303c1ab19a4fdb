internal import HTTP

/// Text as the value in an address.
enum QueryText {
    static func encode(_ text: String) -> String { PercentCoding.encode(text) }
}
