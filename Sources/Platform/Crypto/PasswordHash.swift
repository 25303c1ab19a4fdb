internal import CSodium

/// Passwords as argon2id (RFC 9106), in the usual `$argon2id$v=19$m=…` text form.
///
/// Both operations take tens of milliseconds of a core and tens of MiB on purpose:
/// run them on a `WorkerPool`, never on an event loop.
public struct PasswordHash: Sendable, Hashable {
    /// What one guess costs.
    public struct Cost: Sendable, Hashable {
        /// At least 8.
        public let kibibytes: Int
        /// At least 1.
        public let passes: Int

        public init(kibibytes: Int, passes: Int) {
            self.kibibytes = kibibytes
            self.passes = passes
        }

        /// 19 MiB, 2 passes: OWASP's Password Storage Cheat Sheet.
        public static let standard = Cost(kibibytes: 19 * 1024, passes: 2)
    }

    /// There was not enough memory to hash with this cost, or the cost is out of range.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// What is stored.
    public let encoded: String

    /// A hash from the database.
    public init(encoded: String) { self.encoded = encoded }

    /// Hashes a new password with a random salt. Throws `Failure`.
    public static func hash(_ password: String, cost: Cost = .standard) throws -> PasswordHash {
        Sodium.ready()
        var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let characters = password.utf8.map { CChar(bitPattern: $0) }
        let result = crypto_pwhash_str_alg(
            &out, characters, UInt64(characters.count), UInt64(clamping: cost.passes), cost.kibibytes * 1024,
            crypto_pwhash_ALG_ARGON2ID13)
        guard result == 0 else {
            throw Failure(description: "argon2id could not run with \(cost.kibibytes) KiB and \(cost.passes) passes")
        }
        return PasswordHash(
            encoded: String(decoding: out.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// Whether `password` is the one that was hashed. A malformed hash verifies nothing.
    public func verifies(_ password: String) -> Bool {
        Sodium.ready()
        let characters = password.utf8.map { CChar(bitPattern: $0) }
        // libsodium reads a fixed-size field.
        guard encoded.utf8.count < Int(crypto_pwhash_STRBYTES) else { return false }
        return crypto_pwhash_str_verify(encoded, characters, UInt64(characters.count)) == 0
    }

    /// Whether the hash was made with another cost: then hash again at the next successful sign-in.
    public func isOutdated(for cost: Cost = .standard) -> Bool {
        guard encoded.utf8.count < Int(crypto_pwhash_STRBYTES) else { return true }
        return crypto_pwhash_str_needs_rehash(encoded, UInt64(clamping: cost.passes), cost.kibibytes * 1024) != 0
    }
}
