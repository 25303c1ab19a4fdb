internal import COpenSSL

/// The public half of a key on the curve P-256, as a JSON Web Key carries it (RFC 7518 §6.2).
public struct ECPublicKey: Sendable, Hashable {
    private let x: [UInt8]
    private let y: [UInt8]

    /// From the members `x` and `y` of a JSON Web Key; nil unless both are 32 bytes.
    public init?(x: String, y: String) {
        guard let x = Base64.urlSafe.decode(x), let y = Base64.urlSafe.decode(y), x.count == 32, y.count == 32 else {
            return nil
        }
        self.x = x
        self.y = y
    }

    /// Whether `signature` (R and S, 64 bytes) of `message` was made with ECDSA and SHA-256 by the owner of this key.
    /// A point that is not on the curve has signed nothing.
    public func isValid(signature: [UInt8], of message: some Sequence<UInt8>) -> Bool {
        guard signature.count == 64 else { return false }
        let message = Array(message)
        return openssl_es256_verify(x, y, message, message.count, signature) == 1
    }
}
