extension String {
    /// A name in a program as words: "late fee" for `late_fee`.
    public var spaced: String { replacing(UInt8(ascii: "_"), UInt8(ascii: " ")) }

    /// A name in a program as a part of a path: `late-fee` for `late_fee`.
    public var hyphened: String { replacing(UInt8(ascii: "_"), UInt8(ascii: "-")) }

    /// Pages ask for this some hundred times each, so it goes over bytes, not characters.
    private func replacing(_ old: UInt8, _ new: UInt8) -> String {
        guard utf8.contains(old) else { return self }
        return String(unsafeUninitializedCapacity: utf8.count) { bytes in
            var count = 0
            for byte in utf8 {
                bytes[count] = byte == old ? new : byte
                count += 1
            }
            return count
        }
    }
}

extension Substring {
    /// A name in a program as words: "late fee" for `late_fee`.
    public var spaced: String { String(self).spaced }
}
