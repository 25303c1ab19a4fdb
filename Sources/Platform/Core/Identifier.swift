/// A 128-bit UUID. New ones are version 7 (RFC 9562): they sort by the time they were made.
public struct Identifier: Hashable, Sendable, Comparable {
    /// The first and last eight bytes, most significant first.
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A version 7 identifier made at `time`, with `random` filling the rest.
    public init(time: Instant, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, time.microseconds / 1000))
        high = milliseconds << 16 | 0x7000 | (random.0 & 0x0fff)
        low = 0x8000_0000_0000_0000 | (random.1 & 0x3fff_ffff_ffff_ffff)
    }

    /// When a version 7 identifier was made, to the millisecond.
    public var madeAt: Instant { Instant(microseconds: Int64(high >> 16) * 1000) }

    /// Reads the 36-character form (any case); nil if the text is anything else.
    public init?(_ text: some StringProtocol) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var digits = 0
        var index = 0
        for byte in text.utf8 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let value = Hex.value(of: byte) else { return nil }
                if digits < 16 { high = high << 4 | UInt64(value) } else { low = low << 4 | UInt64(value) }
                digits += 1
            }
            index += 1
            if index > 36 { return nil }
        }
        guard index == 36 else { return nil }
        self.init(high: high, low: low)
    }

    public static func < (a: Identifier, b: Identifier) -> Bool {
        a.high == b.high ? a.low < b.low : a.high < b.high
    }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
    /// Lower-case, with hyphens.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            write { byte in
                buffer[position] = byte
                position += 1
            }
            return 36
        }
    }

    /// Gives the 36 characters one by one.
    @inlinable public func write(_ put: (UInt8) -> Void) {
        for digit in 0..<32 {
            if digit == 8 || digit == 12 || digit == 16 || digit == 20 { put(UInt8(ascii: "-")) }
            let word = digit < 16 ? high : low
            let value = UInt8(truncatingIfNeeded: word >> (60 - UInt64(digit % 16) * 4)) & 15
            put(value < 10 ? 48 + value : 87 + value)
        }
    }

    public init?(_ description: String) { self.init(description[...]) }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Identifier(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a UUID: \(text)"))
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// An identifier that knows what it identifies, so that a customer's id cannot be passed where an invoice's is due.
public struct ID<Entity>: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let value: Identifier

    public init(_ value: Identifier) { self.value = value }

    /// Reads the 36-character form; nil if the text is anything else.
    public init?(_ text: some StringProtocol) {
        guard let value = Identifier(text) else { return nil }
        self.value = value
    }

    public init(from decoder: any Decoder) throws { value = try Identifier(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    public static func < (a: ID, b: ID) -> Bool { a.value < b.value }
    public var description: String { value.description }
}

/// Where new identifiers come from. Tests pass one that counts.
public struct IDSource: Sendable {
    private let make: @Sendable (Instant) -> Identifier

    public init(_ make: @escaping @Sendable (Instant) -> Identifier) { self.make = make }

    /// A new identifier made at `time`.
    public func next(at time: Instant) -> Identifier { make(time) }

    /// The system's random source.
    public static let random = IDSource { time in
        var generator = SystemRandomNumberGenerator()
        return Identifier(time: time, random: (generator.next(), generator.next()))
    }
}
