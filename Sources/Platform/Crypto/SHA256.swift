internal import CSodium
internal import Core

/// SHA-256 (FIPS 180-4), at once or over chunks of something too large to hold.
public struct SHA256: Sendable {
    private var state = crypto_hash_sha256_state()

    public init() {
        Sodium.ready()
        crypto_hash_sha256_init(&state)
    }

    public mutating func update(_ chunk: UnsafeRawBufferPointer) {
        crypto_hash_sha256_update(&state, chunk.bindMemory(to: UInt8.self).baseAddress, UInt64(chunk.count))
    }

    public mutating func update(_ chunk: some Sequence<UInt8>) {
        let done: Void? = chunk.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if done == nil { Array(chunk).withUnsafeBytes { update($0) } }
    }

    /// The 32 bytes of the digest of everything so far. More may be added afterwards.
    public func digest() -> [UInt8] {
        var copy = state
        var out = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&copy, &out)
        return out
    }

    /// The 32 bytes of the digest.
    public static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }

    /// The digest in 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String { Hex.encode(hash(bytes)) }
}
