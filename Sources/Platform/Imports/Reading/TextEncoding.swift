/// The encodings that tables come in.
enum TextEncoding: Sendable {
    case utf8, utf16LittleEndian, utf16BigEndian, windows1252

    /// Known by its byte order mark, or guessed; and how long the mark is.
    static func detect(_ bytes: UnsafeRawBufferPointer) -> (encoding: TextEncoding, mark: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        let sample = bytes.prefix(4096)
        var zeros = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let third = sample.count / 6
        if sample.count >= 4, zeros.odd > third, zeros.even * 4 < zeros.odd { return (.utf16LittleEndian, 0) }
        if sample.count >= 4, zeros.even > third, zeros.odd * 4 < zeros.even { return (.utf16BigEndian, 0) }
        let (valid, invalid) = sequences(bytes)
        return (invalid > valid ? .windows1252 : .utf8, 0)
    }

    /// How many characters beyond ASCII there are, and how many places that are no UTF-8.
    static func sequences(_ bytes: UnsafeRawBufferPointer) -> (valid: Int, invalid: Int) {
        var valid = 0
        var invalid = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = length(bytes, index)
            if length > 0 { valid += 1 } else { invalid += 1 }
            index += max(1, length)
        }
        return (valid, invalid)
    }

    /// Bytes of the character at `index`, which is beyond ASCII; 0 if there is none.
    private static func length(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
        let first = bytes[index]
        let wanted: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: wanted = 2
        case 0xE0:
            wanted = 3
            lowest = 0xA0
        case 0xED:
            wanted = 3
            highest = 0x9F
        case 0xE1...0xEF: wanted = 3
        case 0xF0:
            wanted = 4
            lowest = 0x90
        case 0xF1...0xF3: wanted = 4
        case 0xF4:
            wanted = 4
            highest = 0x8F
        default: return 0
        }
        guard index + wanted <= bytes.count, (lowest...highest).contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, wanted) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return wanted
    }

    /// Whether the text is UTF-8 throughout.
    static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool { sequences(bytes).invalid == 0 }

    /// Appends `bytes` as UTF-8; gives how many were used (a character may be cut at the end of a piece).
    func decode(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into out: inout [UInt8]) -> Int {
        switch self {
        case .utf8:
            out.append(contentsOf: bytes)
            return bytes.count
        case .windows1252:
            for byte in bytes { Self.append(Self.latin(byte), to: &out) }
            return bytes.count
        case .utf16LittleEndian, .utf16BigEndian: return decodeWide(bytes, isLast: isLast, into: &out)
        }
    }

    private func decodeWide(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into out: inout [UInt8]) -> Int {
        func unit(_ index: Int) -> UInt32 {
            let (a, b) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
            return self == .utf16LittleEndian ? b << 8 | a : a << 8 | b
        }
        var index = 0
        while index + 1 < bytes.count {
            let first = unit(index)
            guard (0xD800..<0xDC00).contains(first) else {
                Self.append((0xDC00..<0xE000).contains(first) ? 0xFFFD : first, to: &out)
                index += 2
                continue
            }
            guard index + 3 < bytes.count else {
                if !isLast { return index }
                Self.append(0xFFFD, to: &out)
                index += 2
                continue
            }
            let second = unit(index + 2)
            if (0xDC00..<0xE000).contains(second) {
                Self.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &out)
                index += 4
            } else {
                Self.append(0xFFFD, to: &out)
                index += 2
            }
        }
        return isLast ? bytes.count : index
    }

    private static func append(_ scalar: UInt32, to out: inout [UInt8]) {
        if scalar < 0x80 { return out.append(UInt8(scalar)) }
        out.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
    }

    private static func latin(_ byte: UInt8) -> UInt32 {
        (0x80..<0xA0).contains(byte) ? special[Int(byte) - 0x80] : UInt32(byte)
    }

    /// 0x80 to 0x9F in Windows-1252.
    private static let special: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
