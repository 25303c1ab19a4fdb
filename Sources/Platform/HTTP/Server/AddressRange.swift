internal import Glibc

/// A block of IP addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
public struct AddressRange: Sendable, Hashable {
    private let base: [UInt8]
    private let bits: Int

    /// nil unless `text` is an address or a block in CIDR notation.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let base = Self.bytes(first) else { return nil }
        let isIPv4 = !first.contains(":")
        var bits = 128
        if parts.count == 2 {
            guard let prefix = Int(parts[1]), (0...(isIPv4 ? 32 : 128)).contains(prefix) else { return nil }
            bits = isIPv4 ? prefix + 96 : prefix
        }
        self.base = base
        self.bits = bits
    }

    public func contains(_ address: some StringProtocol) -> Bool {
        guard let bytes = Self.bytes(address) else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == base[..<whole] else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff << (8 - bits % 8))
        return bytes[whole] & mask == base[whole] & mask
    }

    /// 16 bytes, IPv4 as mapped IPv6; nil if it is no address.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if text.contains(":") { return inet_pton(AF_INET6, String(text), &bytes) == 1 ? bytes : nil }
        var four = [UInt8](repeating: 0, count: 4)
        guard inet_pton(AF_INET, String(text), &four) == 1 else { return nil }
        return [UInt8](repeating: 0, count: 10) + [255, 255] + four
    }

    static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address == "unix"
    }
}
