internal import Core
internal import Crypto

/// Codes by time (RFC 6238): SHA-1, 30 seconds, six digits, which is what every authenticator app computes.
enum TOTP {
    static let period: Int64 = 30
    /// Clocks differ: the code before and the one after hold too.
    static let tolerance: Int64 = 1
    private static let modulus: UInt32 = 1_000_000

    static func step(at time: Instant) -> Int64 { time.seconds.flooredDivision(by: period) }

    static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let digest = HMAC.sha1(counter, key: secret)
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<offset + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let digits = String(number % modulus)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code this is, if it is near and later than `last`; nil otherwise.
    static func step(of code: String, _ secret: [UInt8], at time: Instant, after last: Int64) -> Int64? {
        let now = step(at: time)
        var found: Int64?
        // All are looked at, whichever fits: the time taken tells nothing.
        for step in now - tolerance...now + tolerance
        where constantTimeEqual(self.code(secret, step: step).utf8, code.utf8) && step > last {
            found = step
        }
        return found
    }

    /// What an authenticator app reads from a QR code.
    static func uri(_ secret: String, issuer: String, account: String) -> String {
        func escaped(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == 45 || byte == 46 || byte == 64 || byte == 95
                return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
            }.joined()
        }
        let label = escaped(issuer) + ":" + escaped(account)
        return "otpauth://totp/\(label)?secret=\(secret)&issuer=\(escaped(issuer))&algorithm=SHA1&digits=6&period=30"
    }
}
