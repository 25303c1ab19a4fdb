public import Core

/// A value that can be read from a column in PostgreSQL's text form.
public protocol PostgresDecodable: Sendable {
    /// nil if the text is not such a value.
    init?(postgres text: UnsafeBufferPointer<UInt8>)
}

extension PostgresDecodable where Self: LosslessStringConvertible {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
extension PostgresDecodable where Self: RawRepresentable, RawValue == String {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }
}

extension String: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self = String(decoding: text, as: UTF8.self) }
}
extension Bool: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 1 else { return nil }
        self = text[0] == UInt8(ascii: "t")
    }
}
extension Int: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        guard let value = Int64(postgres: text) else { return nil }
        self.init(value)
    }
}
extension Int64: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        var value: Int64 = 0
        let negative = text.first == UInt8(ascii: "-")
        guard text.count > (negative ? 1 : 0), text.count < 20 else { return nil }
        for byte in text.dropFirst(negative ? 1 : 0) {
            guard byte >= 48, byte <= 57 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product &+ Int64(byte - 48)
        }
        self = negative ? -value : value
    }
}
extension Double: PostgresDecodable {}
extension Identifier: PostgresDecodable {}
extension ID: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        guard let value = Identifier(postgres: text) else { return nil }
        self.init(value)
    }
}
extension Instant: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        if let microseconds = UTCText(text)?.microseconds {
            self.init(microseconds: microseconds)
        } else {
            self.init(String(decoding: text, as: UTF8.self))
        }
    }
}
extension LocalDate: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
extension LocalTime: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
extension Currency: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
extension Zone: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
extension Role: PostgresDecodable {}

extension JSON: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        do { try self.init(parsing: Array(text)) } catch { return nil }
    }
}

extension Bytea: PostgresDecodable {
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 2, text[0] == UInt8(ascii: "\\"),
            let bytes = Hex.decode(String(decoding: text.dropFirst(2), as: UTF8.self))
        else { return nil }
        self.init(bytes)
    }
}

extension InstantRange: PostgresDecodable {
    /// Reads `["2026-03-01 14:00:00+00","2026-03-01 15:00:00+00")`.
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        let parts = String(decoding: text.dropFirst().dropLast(), as: UTF8.self).split(separator: ",")
        guard parts.count == 2, let start = Instant(parts[0].filter { $0 != "\"" }),
            let end = Instant(parts[1].filter { $0 != "\"" })
        else { return nil }
        self.init(start, end)
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// One-dimensional arrays without nulls.
    public init?(postgres text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 2, text[0] == UInt8(ascii: "{") else { return nil }
        self = []
        var element: [UInt8] = []
        var quoted = false
        var started = false
        var index = 1
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "\\"), index + 1 < text.count {
                index += 1
                element.append(text[index])
            } else if byte == UInt8(ascii: "\"") {
                quoted.toggle()
                started = true
            } else if !quoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") {
                if started || !element.isEmpty {
                    guard let value = element.withUnsafeBufferPointer({ Element(postgres: $0) }) else { return nil }
                    append(value)
                }
                element.removeAll(keepingCapacity: true)
                started = false
            } else {
                element.append(byte)
            }
            index += 1
        }
    }
}
