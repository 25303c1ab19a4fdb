internal import COpenSSL

/// Keyed digests (RFC 2104). Compare them with `constantTimeEqual`.
public enum HMAC {
    /// 20 bytes. SHA-1 is what some carriers sign with; nothing new should use it.
    public static func sha1(_ message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
        digest(EVP_sha1(), count: 20, message: Array(message), key: Array(key))
    }

    /// 32 bytes.
    public static func sha256(_ message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
        digest(EVP_sha256(), count: 32, message: Array(message), key: Array(key))
    }

    private static func digest(_ algorithm: OpaquePointer?, count: Int, message: [UInt8], key: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count)
        var written: UInt32 = 0
        // An empty Swift array has no address, and OpenSSL reads NULL as "the key of the last call".
        let safeKey = key.isEmpty ? [0] : key
        let result = COpenSSL.HMAC(algorithm, safeKey, Int32(key.count), message, message.count, &out, &written)
        precondition(result != nil && Int(written) == count, "OpenSSL could not compute a digest")
        return out
    }
}
