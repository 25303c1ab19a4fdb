internal import CSodium

/// Bytes nobody can guess, from the system's generator.
public enum Random {
    /// `count` random bytes.
    public static func bytes(_ count: Int) -> [UInt8] {
        Sodium.ready()
        return [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, written in
            if let start = buffer.baseAddress, count > 0 { randombytes_buf(start, count) }
            written = max(0, count)
        }
    }
}
