public import Core
internal import Crypto
public import HTTP

/// How often pages that need no sign-in may be asked for, by one address and on behalf of one organisation. Kept in
/// memory: each process counts for itself.
public final class PublicLimit: Sendable {
    private let addresses = RateLimiter()
    private let tenants = RateLimiter()
    private let perMinute: Int
    private let perTenant: Int

    /// - Parameters:
    ///   - perMinute: requests of one address; of one network of 64 bits where the address is of IPv6.
    ///   - perTenant: requests for one organisation's pages, from wherever.
    public init(perMinute: Int, perTenant: Int = 3000) {
        self.perMinute = perMinute
        self.perTenant = perTenant
    }

    /// Counts one request of its address. Throws `Problem` 429 for one too many.
    public func check(_ request: Request, at now: Instant) throws {
        try addresses.require(Identifier(hashing: AddressRange.subscriber(of: request.address)), perMinute, at: now)
    }

    /// Counts one request for the pages of an organisation, as soon as it is known whose they are.
    /// Throws `Problem` 429 for one too many.
    public func check(_ organisation: ID<Organisation>, at now: Instant) throws {
        try tenants.require(organisation.value, perTenant, at: now)
    }
}

extension RateLimiter {
    /// Counts one request. Throws `Problem` 429 for one too many.
    func require(
        _ key: Identifier, _ limit: Int, at now: Instant,
        _ words: String = "That was a lot of requests at once."
    ) throws {
        guard let wait = take(key, limit: limit, at: now).retryAfter else { return }
        throw Problem(
            status: 429, code: "rate_limited", "\(words) Try again in \(wait) s.", retryAfter: max(1, wait))
    }
}

extension Identifier {
    /// A key of fixed size for a text of any length.
    init(hashing text: String) {
        let hash = SHA256.hash(Array(text.utf8))
        func word(_ start: Int) -> UInt64 { hash[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(0), low: word(8))
    }
}
