/// A secret handed to someone who shows it again later: a session, an API key, a link in a message.
/// The text goes out once; only `digest` is stored, so that a stolen database opens no doors.
public struct Token: Sendable, Hashable {
    /// 43 characters of url-safe base64: 256 random bits.
    public let text: String

    public init() { text = Base64.urlSafe.encode(Random.bytes(32)) }

    /// A token somebody shows. Any text is accepted; whether it is known is decided by looking up its digest.
    public init(shown text: String) { self.text = text }

    /// SHA-256 of the text. A plain hash is enough because the token itself cannot be guessed.
    public var digest: [UInt8] { SHA256.hash(text.utf8) }
}

extension Token: CustomStringConvertible {
    /// Never the secret, so that a log line cannot give it away.
    public var description: String { "Token(…)" }
}
