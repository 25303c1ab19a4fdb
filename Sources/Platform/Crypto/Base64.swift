internal import CSodium

/// RFC 4648 base64.
public enum Base64: Sendable {
    /// `+` and `/`, padded with `=`.
    case standard
    /// `-` and `_`, not padded: for addresses, file names and JSON Web Tokens.
    case urlSafe

    private var variant: Int32 {
        switch self {
        case .standard: Int32(sodium_base64_VARIANT_ORIGINAL)
        case .urlSafe: Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        }
    }

    public func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        let capacity = sodium_base64_encoded_len(bytes.count, variant)
        var text = [CChar](repeating: 0, count: capacity)
        sodium_bin2base64(&text, capacity, bytes, bytes.count, variant)
        return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// nil if the text is not exactly this variant: no white space, no other alphabet, padding as the variant has it.
    public func decode(_ text: some StringProtocol) -> [UInt8]? {
        let input = text.utf8.map { CChar(bitPattern: $0) }
        let capacity = input.count / 4 * 3 + 3
        var bytes = [UInt8](repeating: 0, count: capacity)
        var count = 0
        guard sodium_base642bin(&bytes, capacity, input, input.count, nil, &count, nil, variant) == 0 else {
            return nil
        }
        bytes.removeSubrange(count...)
        return bytes
    }
}
