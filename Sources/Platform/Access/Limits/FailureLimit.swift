internal import Core
internal import HTTP

/// How often one address may show sessions and keys that nobody knows: each costs a question to the database.
final class FailureLimit: Sendable {
    /// A minute.
    static let perAddress = 120
    private let limiter = RateLimiter()

    private func key(_ request: Request) -> Identifier {
        Identifier(hashing: AddressRange.subscriber(of: request.address))
    }

    /// Throws `Problem` 429 while the address has failed too often. Only for what is not remembered: a key or session
    /// in use goes on working beside whoever guesses from the same address.
    func check(_ request: Request, at now: Instant) throws {
        guard let standing = limiter.standing(of: key(request), at: now), standing.remaining == 0 else { return }
        throw Problem(
            status: 429, code: "too_many_failures",
            "Too many unknown keys or sessions have come from your address. Try again in a minute.", retryAfter: 60)
    }

    func note(_ request: Request, at now: Instant) {
        _ = limiter.take(key(request), limit: Self.perAddress, at: now)
    }
}
