internal import CSodium

/// Ed25519 signatures (RFC 8032), as some carriers sign their webhooks.
public enum Ed25519 {
    /// Whether `signature` (64 bytes) of `message` was made by the owner of `publicKey` (32 bytes).
    public static func isValid(signature: [UInt8], of message: some Sequence<UInt8>, publicKey: [UInt8]) -> Bool {
        Sodium.ready()
        guard signature.count == Int(crypto_sign_BYTES), publicKey.count == Int(crypto_sign_PUBLICKEYBYTES) else {
            return false
        }
        let message = Array(message)
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }
}
