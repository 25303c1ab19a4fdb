public import Core

/// What lets visitors of an organisation's own pages ask Mainline: for which pages, and for how long at a time.
public struct Widget: Sendable {
    public let id: Identifier
    public let organisation: ID<Organisation>
    public let name: String
    /// `https://www.harbor.example`, as browsers write it.
    public let origins: [String]
    public let isActive: Bool
    /// How long one token holds.
    public let tokenLifetime: Duration
    /// How long a visit lasts, however often its token is renewed.
    public let visitLifetime: Duration
    /// Raised by each rotation; tokens name the one that signed them.
    let generation: Int
    /// Until when the generation before holds.
    let previousUntil: Instant?

    /// Whether tokens of this generation still hold.
    func honours(_ generation: Int, at now: Instant) -> Bool {
        generation == self.generation || (generation == self.generation - 1 && previousUntil.map { now < $0 } ?? false)
    }

    /// As it stands in a page's address: 32 hexadecimal digits.
    public static func publicID(_ id: Identifier) -> String { id.description.filter { $0 != "-" } }

    /// Nil unless it has the form of one.
    static func id(_ text: String) -> Identifier? {
        guard text.utf8.count == 32, let raw = Hex.decode(text) else { return nil }
        let words = [raw.prefix(8), raw.suffix(8)].map { $0.reduce(0 as UInt64) { $0 << 8 | UInt64($1) } }
        return Identifier(high: words[0], low: words[1])
    }
}
