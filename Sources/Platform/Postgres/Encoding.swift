public import Core

/// A value that can be bound to a statement, in PostgreSQL's text form.
public protocol PostgresEncodable: Sendable {
    /// Appends the text, without the final zero byte. Zero bytes inside are dropped: PostgreSQL has no text with them.
    func encode(into bytes: inout [UInt8])
}

extension String: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) {
        if utf8.contains(0) {
            bytes.append(contentsOf: utf8.filter { $0 != 0 })
        } else {
            bytes.append(contentsOf: utf8)
        }
    }
}
extension Bool: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) { bytes.append(self ? UInt8(ascii: "t") : UInt8(ascii: "f")) }
}
extension Int: PostgresEncodable {}
extension Int32: PostgresEncodable {}
extension Int64: PostgresEncodable {}
extension Double: PostgresEncodable {}
extension Identifier: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) { write { bytes.append($0) } }
}
extension ID: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }
}
extension Instant: PostgresEncodable {}
extension LocalDate: PostgresEncodable {}
extension LocalTime: PostgresEncodable {}
extension Currency: PostgresEncodable {}

extension PostgresEncodable where Self: CustomStringConvertible {
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: description.utf8) }
}
extension PostgresEncodable where Self: RawRepresentable, RawValue == String {
    public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
}

extension Role: PostgresEncodable {}
extension Surface: PostgresEncodable {}

extension JSON: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) {
        let writer = ByteWriter(capacity: 256)
        writer.json(self)
        bytes.append(contentsOf: writer.bytes)
    }
}

/// A `bytea` value.
public struct Bytea: PostgresEncodable, Hashable {
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public func encode(into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\\"))
        out.append(UInt8(ascii: "x"))
        out.append(contentsOf: Hex.encode(bytes).utf8)
    }
}

/// A half-open `tstzrange`.
public struct InstantRange: PostgresEncodable, Hashable {
    public let start: Instant
    public let end: Instant
    public init(_ start: Instant, _ end: Instant) {
        self.start = start
        self.end = end
    }
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: "[\(start),\(end))".utf8) }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, element) in enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            var text: [UInt8] = []
            element.encode(into: &text)
            for byte in text {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
