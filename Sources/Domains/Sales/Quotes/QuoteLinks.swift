internal import Contracts
public import Core
internal import Crypto

/// The addresses of public quote pages, one for each version that was sent. Each ends with a token made from the
/// version's id and a key that never leaves the server: it cannot be guessed, and is stored nowhere but as a hash.
public struct QuoteLinks: Sendable {
    private let key: [UInt8]
    /// Without a slash at the end.
    let publicURL: String

    /// - Parameters:
    ///   - key: 32 random bytes or more; another key makes every link that was sent lead nowhere.
    ///   - publicURL: Mainline's address as people reach it: `https://crm.example.com`.
    public init(key: [UInt8], publicURL: String) {
        precondition(key.count >= 32, "a key for links has at least 32 bytes")
        self.key = key
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }

    func token(_ organisation: ID<Organisation>, _ version: Identifier) -> Token {
        Token(shown: Base64.urlSafe.encode(HMAC.sha256("quote\n\(organisation)\n\(version)".utf8, key: key)))
    }

    /// The whole address of the page of a version of a quote.
    public func url(_ organisation: ID<Organisation>, _ version: Identifier) -> String {
        "\(publicURL)/quote/\(token(organisation, version).text)"
    }
}
