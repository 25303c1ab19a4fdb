internal import Glibc

/// An IPv4 or IPv6 address.
public struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes, in network order.
    public let bytes: [UInt8]

    /// nil unless there are 4 or 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the usual notations, without zone index or brackets; nil for anything else.
    public init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            bytes = withUnsafeBytes(of: &v4) { Array($0) }
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            bytes = withUnsafeBytes(of: &v6) { Array($0) }
        } else {
            return nil
        }
    }

    /// Whether the address belongs to a machine on the public internet: none of IANA's special-purpose ranges
    /// (RFC 6890 and its registries), no tunnel or translation prefix that could hide another address,
    /// and no metadata service of a cloud.
    public var isPublic: Bool {
        let blocked = bytes.count == 4 ? Self.blockedV4 : Self.blockedV6
        if bytes.count == 16, bytes[0] & 0xe0 != 0x20 { return false }
        return !blocked.contains { $0.contains(bytes) }
    }

    private struct Range: Sendable {
        let prefix: [UInt8]
        let bits: Int

        func contains(_ bytes: [UInt8]) -> Bool {
            for index in 0..<((bits + 7) / 8) {
                let mask = UInt8(truncatingIfNeeded: 0xff00 >> min(8, bits - index * 8))
                if (bytes[index] ^ prefix[index]) & mask != 0 { return false }
            }
            return true
        }
    }

    private static let blockedV4: [Range] = [
        Range(prefix: [0], bits: 8),  // this network
        Range(prefix: [10], bits: 8),  // private
        Range(prefix: [100, 64], bits: 10),  // carrier-grade NAT
        Range(prefix: [127], bits: 8),  // loopback
        Range(prefix: [168, 63, 129, 16], bits: 32),  // Azure's metadata
        Range(prefix: [169, 254], bits: 16),  // link-local, metadata of most clouds
        Range(prefix: [172, 16], bits: 12),  // private
        Range(prefix: [192, 0, 0], bits: 24),  // protocol assignments
        Range(prefix: [192, 0, 2], bits: 24),  // documentation
        Range(prefix: [192, 88, 99], bits: 24),  // 6to4 relay
        Range(prefix: [192, 168], bits: 16),  // private
        Range(prefix: [198, 18], bits: 15),  // benchmarks
        Range(prefix: [198, 51, 100], bits: 24),  // documentation
        Range(prefix: [203, 0, 113], bits: 24),  // documentation
        Range(prefix: [224], bits: 3),  // multicast and reserved
    ]

    // Only 2000::/3 is global unicast; loopback, unique-local, link-local, multicast, IPv4-mapped and NAT64 lie outside.
    private static let blockedV6: [Range] = [
        Range(prefix: [0x20, 0x01, 0x00], bits: 23),  // protocol assignments, Teredo
        Range(prefix: [0x20, 0x01, 0x0d, 0xb8], bits: 32),  // documentation
        Range(prefix: [0x20, 0x02], bits: 16),  // 6to4
        Range(prefix: [0x3f, 0xff, 0x00], bits: 20),  // documentation
    ]
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
