public import Core
internal import Crypto
public import Postgres

/// Turns numbers and mailboxes into keyed hashes, by which they are recognised after they have been erased. Nobody
/// without the installation's key can try numbers until one fits.
public struct IdentityKey: Sendable {
    private let key: [UInt8]

    public init(_ key: [UInt8]) { self.key = key }

    /// Of a number (E.164) or mailbox within an organisation; the same person in two organisations has two hashes.
    func hash(_ address: String, _ organisation: ID<Organisation>) -> Bytea {
        Bytea(HMAC.sha256("\(organisation)\n\(Self.normal(address))".utf8, key: key))
    }

    /// Mailboxes as `email_matching` has them; numbers as they are.
    static func normal(_ address: String) -> String {
        let small = address.lowercased()
        guard let at = small.lastIndex(of: "@") else { return small }
        guard ["gmail.com", "googlemail.com"].contains(small[small.index(after: at)...]) else { return small }
        let box = small[..<at].prefix { $0 != "+" }.filter { $0 != "." }
        return box + "@gmail.com"
    }
}
