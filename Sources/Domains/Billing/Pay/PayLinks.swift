public import Contracts
public import Core
internal import Crypto

/// The addresses of public pay pages. Each ends with a token made from the invoice's id and a key that never leaves the
/// server: it cannot be guessed, and it can be written again on a page or a reminder without being stored anywhere.
public struct PayLinks: Sendable {
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

    func token(_ organisation: ID<Organisation>, _ invoice: ID<Invoice>) -> Token {
        Token(shown: Base64.urlSafe.encode(HMAC.sha256("pay\n\(organisation)\n\(invoice)".utf8, key: key)))
    }

    /// The whole address of an invoice's page.
    public func url(_ organisation: ID<Organisation>, _ invoice: ID<Invoice>) -> String {
        "\(publicURL)/pay/\(token(organisation, invoice).text)"
    }
}
