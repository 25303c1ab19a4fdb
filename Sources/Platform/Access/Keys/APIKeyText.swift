internal import Core
internal import Crypto

/// A key as a program sends it: `mk_live_<id>_<secret><crc>`. The id finds it without a search through secrets; the
/// checksum tells a mistyped key, and a scanner of leaked ones, without asking the database.
struct APIKeyText: Sendable {
    let id: Identifier
    /// 192 random bits in hexadecimal.
    let secret: String

    private static let start = "mk_live_"
    private static let secretLength = 48

    /// A new key.
    init(id: Identifier) {
        self.id = id
        secret = Hex.encode(Random.bytes(Self.secretLength / 2))
    }

    /// Nil unless the text is whole: right form, right checksum.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.start.utf8.count + 32 + 1 + Self.secretLength + 8, bytes.starts(with: Self.start.utf8)
        else { return nil }
        let body = bytes.dropLast(8)
        let identifier = bytes.dropFirst(Self.start.utf8.count).prefix(32)
        let digits = String(decoding: identifier, as: UTF8.self)
        guard bytes[Self.start.utf8.count + 32] == UInt8(ascii: "_"), let raw = Hex.decode(digits),
            String(decoding: bytes.suffix(8), as: UTF8.self) == Self.checksum(body)
        else { return nil }
        let words = [raw.prefix(8), raw.suffix(8)].map { $0.reduce(0 as UInt64) { $0 << 8 | UInt64($1) } }
        id = Identifier(high: words[0], low: words[1])
        secret = String(decoding: body.suffix(Self.secretLength), as: UTF8.self)
    }

    /// Which key a text speaks of, whether or not it is whole; nil if it has another form.
    static func identifier(in text: some StringProtocol) -> Identifier? {
        guard text.utf8.count == start.utf8.count + 32 + 1 + secretLength + 8 else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for (index, byte) in text.utf8.dropFirst(start.utf8.count).prefix(32).enumerated() {
            guard let digit = Hex.value(of: byte) else { return nil }
            if index < 16 {
                words.high = words.high << 4 | UInt64(digit)
            } else {
                words.low = words.low << 4 | UInt64(digit)
            }
        }
        return Identifier(high: words.high, low: words.low)
    }

    var text: String {
        let body = "\(Self.start)\(digits)_\(secret)"
        return body + Self.checksum(body.utf8)
    }

    /// What is stored of the secret.
    var secretHash: [UInt8] { SHA256.hash(secret.utf8) }

    /// By which people recognise the key. The id's last digits, since its first ones are the time.
    var prefix: String { "\(Self.start)…\(digits.suffix(8))" }

    private var digits: String { id.description.filter { $0 != "-" } }

    private static func checksum(_ body: some Sequence<UInt8>) -> String {
        let crc = CRC32.checksum(body)
        return Hex.encode([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: crc >> $0) })
    }
}
