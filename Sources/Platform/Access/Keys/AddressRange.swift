internal import Glibc

/// IP addresses with a common beginning: `203.0.113.0/24`, `2001:db8::/32`, or a single one.
public struct AddressRange: Sendable, Hashable, LosslessStringConvertible {
    /// 4 or 16 bytes.
    private let bytes: [UInt8]
    /// Leading bits that count.
    private let length: Int
    public let description: String

    /// Nil unless an IPv4 or IPv6 address, with a prefix length or without.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        var length = bytes.count * 8
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...length).contains(given) else { return nil }
            length = given
        }
        self.bytes = Self.masked(bytes, to: length)
        self.length = length
        description = text
    }

    public func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        return Self.masked(other, to: length) == bytes
    }

    /// Whether every address of `other` is one of these.
    func covers(_ other: AddressRange) -> Bool {
        bytes.count == other.bytes.count && length <= other.length && Self.masked(other.bytes, to: length) == bytes
    }

    /// What one subscriber holds: an IPv4 address, or an IPv6 network of 64 bits.
    static func subscriber(of address: String) -> String {
        guard let bytes = bytes(of: address), bytes.count == 16 else { return address }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") + "/64"
    }

    /// In network order; an IPv4 address written as IPv6 (`::ffff:…`) is one of IPv4.
    private static func bytes(of address: String) -> [UInt8]? {
        var out = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, address, &out) == 1 { return Array(out.prefix(4)) }
        guard inet_pton(AF_INET6, address, &out) == 1 else { return nil }
        let isMapped = out.prefix(10).allSatisfy { $0 == 0 } && out[10] == 0xff && out[11] == 0xff
        return isMapped ? Array(out.suffix(4)) : out
    }

    private static func masked(_ bytes: [UInt8], to length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let bits = min(8, max(0, length - index * 8))
            return bits == 0 ? 0 : byte & (0xff << UInt8(8 - bits))
        }
    }
}
