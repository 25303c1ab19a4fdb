internal import CSodium

/// A secret that rests: opened only by the `SealingKey` it was sealed with.
public struct Sealed: Sendable, Hashable {
    let nonce: [UInt8]
    let box: [UInt8]

    /// Why a secret did not open.
    public enum Failure: Error, CustomStringConvertible {
        case malformed
        case wrongKeyOrAltered
        case notText

        public var description: String {
            switch self {
            case .malformed: "This is not a sealed secret of version 1."
            case .wrongKeyOrAltered:
                "The secret does not open: it was sealed with another key, or it was changed. "
                    + "Restore the key file that belongs to this database, or enter the secret again."
            case .notText: "The secret is not text."
            }
        }
    }

    init(nonce: [UInt8], box: [UInt8]) {
        self.nonce = nonce
        self.box = box
    }

    /// Reads `text`. Throws `Failure.malformed`.
    public init(text: String) throws {
        let nonceCount = Int(crypto_secretbox_NONCEBYTES)
        guard text.hasPrefix("v1."), let bytes = Base64.urlSafe.decode(text.dropFirst(3)),
            bytes.count >= nonceCount + Int(crypto_secretbox_MACBYTES)
        else { throw Failure.malformed }
        self.init(nonce: Array(bytes.prefix(nonceCount)), box: Array(bytes.dropFirst(nonceCount)))
    }

    /// `v1.` and base64 of nonce and box: what is stored.
    public var text: String { "v1." + Base64.urlSafe.encode(nonce + box) }
}
