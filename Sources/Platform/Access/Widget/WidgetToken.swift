internal import Core
internal import Crypto

/// What a page shows for its visitor: signed, short-lived, good for one widget on pages of one origin.
///
///     wt_<base64url of 16 bytes widget, 16 bytes visit, 4 generation, 8 begun, 8 expires><base64url of 32 bytes MAC>
///
/// The MAC is over those bytes and the origin, under a key made of the installation's secret, so that a forged token is
/// refused without asking the database.
struct WidgetToken: Sendable, Equatable {
    let widget: Identifier
    /// Names the visitor for as long as the visit lasts.
    let visit: Identifier
    let generation: Int
    /// When the visit began, in whole seconds.
    let begunAt: Instant
    let expiresAt: Instant

    private static let start = "wt_"

    func text(origin: String, key: [UInt8]) -> String {
        let body = bytes
        return Self.start + Base64.urlSafe.encode(body + Self.mac(body, origin, key))
    }

    /// Nil unless it was signed with the key for pages of `origin`.
    init?(_ text: some StringProtocol, origin: String, key: [UInt8]) {
        guard text.utf8.count < 200, text.hasPrefix(Self.start),
            let raw = Base64.urlSafe.decode(text.dropFirst(Self.start.count)), raw.count == 52 + 32
        else { return nil }
        let body = Array(raw.prefix(52))
        guard constantTimeEqual(raw.suffix(32), Self.mac(body, origin, key)) else { return nil }
        func number(_ start: Int, _ count: Int) -> UInt64 {
            body[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
        }
        widget = Identifier(high: number(0, 8), low: number(8, 8))
        visit = Identifier(high: number(16, 8), low: number(24, 8))
        generation = Int(number(32, 4))
        begunAt = Instant(seconds: Int64(truncatingIfNeeded: number(36, 8)))
        expiresAt = Instant(seconds: Int64(truncatingIfNeeded: number(44, 8)))
    }

    init(widget: Identifier, visit: Identifier, generation: Int, begunAt: Instant, expiresAt: Instant) {
        self.widget = widget
        self.visit = visit
        self.generation = generation
        self.begunAt = Instant(seconds: begunAt.seconds)
        self.expiresAt = Instant(seconds: expiresAt.seconds)
    }

    private var bytes: [UInt8] {
        let words = [widget.high, widget.low, visit.high, visit.low]
        let times = [begunAt, expiresAt].map { UInt64(bitPattern: $0.seconds) }
        return words.flatMap { Self.bytes($0, 8) } + Self.bytes(UInt64(generation), 4)
            + times.flatMap { Self.bytes($0, 8) }
    }

    private static func bytes(_ word: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
    }

    private static func mac(_ body: [UInt8], _ origin: String, _ key: [UInt8]) -> [UInt8] {
        HMAC.sha256(Array("widget token\n".utf8) + body + Array(origin.utf8), key: key)
    }
}
