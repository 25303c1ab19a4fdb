internal import Core

/// RFC 3986 percent-encoding, strict on the way in.
public enum PercentCoding {
    /// nil on a malformed escape, invalid UTF-8, NUL or any other control character.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false, controls: Bool = false) -> String?
    {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let first = rest.next(), let second = rest.next(), let high = Hex.value(of: first),
                    let low = Hex.value(of: second)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(32)
            default: bytes.append(byte)
            }
        }
        // Form text may hold line breaks and tabs; nothing may hold NUL.
        let refused = bytes.contains { $0 == 0 || (!controls && ($0 < 32 || $0 == 127)) }
        return refused ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// Escapes everything but RFC 3986's unreserved characters: safe in a path segment or a query value.
    public static func encode(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy(isUnreserved) { return String(text) }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                for nibble in [byte >> 4, byte & 15] { bytes.append(nibble < 10 ? 48 + nibble : 55 + nibble) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 65...90, 97...122, 48...57, 45, 46, 95, 126: true
        default: false
        }
    }
}
