internal import CSodium

/// The key under which secrets (provider credentials, tokens of other services) rest in the database.
public struct SealingKey: Sendable {
    private let bytes: [UInt8]

    /// nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Int(crypto_secretbox_KEYBYTES) else { return nil }
        self.bytes = bytes
    }

    /// A new random key.
    public init() { bytes = Random.bytes(Int(crypto_secretbox_KEYBYTES)) }

    /// The key as url-safe base64, to be kept in a file only the service may read.
    public var text: String { Base64.urlSafe.encode(bytes) }

    /// Reads `text`; nil if it is not a key.
    public init?(text: String) {
        guard let bytes = Base64.urlSafe.decode(text) else { return nil }
        self.init(bytes)
    }

    /// Seals with XSalsa20-Poly1305 under a random nonce: nobody without the key can read or change it.
    public func seal(_ plain: some Sequence<UInt8>) -> Sealed {
        let plain = Array(plain)
        let nonce = Random.bytes(Int(crypto_secretbox_NONCEBYTES))
        var box = [UInt8](repeating: 0, count: plain.count + Int(crypto_secretbox_MACBYTES))
        crypto_secretbox_easy(&box, plain, UInt64(plain.count), nonce, bytes)
        return Sealed(nonce: nonce, box: box)
    }

    /// Throws `Sealed.Failure.wrongKeyOrAltered`.
    public func open(_ sealed: Sealed) throws -> [UInt8] {
        var plain = [UInt8](repeating: 0, count: sealed.box.count - Int(crypto_secretbox_MACBYTES))
        guard crypto_secretbox_open_easy(&plain, sealed.box, UInt64(sealed.box.count), sealed.nonce, bytes) == 0 else {
            throw Sealed.Failure.wrongKeyOrAltered
        }
        return plain
    }

    /// Seals text.
    public func seal(_ plain: String) -> Sealed { seal(plain.utf8) }

    /// Opens what was sealed as text. Throws `Sealed.Failure`.
    public func openText(_ sealed: Sealed) throws -> String {
        guard let text = String(validating: try open(sealed), as: UTF8.self) else { throw Sealed.Failure.notText }
        return text
    }
}

extension SealingKey: CustomStringConvertible {
    /// Never the key, so that a log line cannot give it away.
    public var description: String { "SealingKey(…)" }
}
