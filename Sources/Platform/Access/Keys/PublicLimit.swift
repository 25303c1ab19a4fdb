public import Core
internal import Crypto
public import HTTP

/// How often one address may ask for pages that need no sign-in. Kept in memory: each process counts for itself.
public final class PublicLimit: Sendable {
    private let limiter = RateLimiter()
    private let perMinute: Int

    /// - Parameter perMinute: requests of one address.
    public init(perMinute: Int) { self.perMinute = perMinute }

    /// Counts one request. Throws `Problem` 429 for one too many.
    public func check(_ request: Request, at now: Instant) throws {
        let hash = SHA256.hash(Array((request.address ?? "").utf8))
        func word(_ start: Int) -> UInt64 { hash[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        let standing = limiter.take(Identifier(high: word(0), low: word(8)), limit: perMinute, at: now)
        if let wait = standing.retryAfter {
            throw Problem(
                status: 429, code: "rate_limited", "That was a lot of requests at once. Try again in \(wait) s.",
                retryAfter: wait)
        }
    }
}
