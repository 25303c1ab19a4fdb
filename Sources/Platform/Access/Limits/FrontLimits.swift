public import Core
public import HTTP

/// What every route without sign-in is held to, before its handler is asked: so much for one address, so much for one
/// link. A route that is new is held to it by being there.
///
/// Webhooks are let through, since what a provider has signed must never be lost: their handlers check the signature
/// before anything else, and what is not signed reaches no database. Health checks and assets cost less than counting.
public final class FrontLimits: Sendable {
    /// Requests of one address a minute over all open routes.
    public static let perAddress = 1200
    /// Requests a minute for what one link leads to, from wherever.
    public static let perLink = 240

    private let addresses = RateLimiter()
    private let links = RateLimiter()
    private let clock: TimeSource

    public init(clock: TimeSource = .system) { self.clock = clock }

    /// Counts one request. Throws `Problem` 429 for one too many.
    public func check(_ request: Request, _ route: Route) throws {
        guard case .open = route.access, !Self.isFree(route) else { return }
        let now = clock.now
        try addresses.require(
            Identifier(hashing: AddressRange.subscriber(of: request.address)), Self.perAddress, at: now)
        guard let secret = request.parameters.first(where: { $0.name == "token" || $0.name == "file" }) else { return }
        try links.require(Identifier(hashing: secret.value), Self.perLink, at: now)
    }

    /// Asked by machines of one's own, or answered from memory.
    private static func isFree(_ route: Route) -> Bool {
        ["/healthz", "/readyz", "/metrics", "/assets/{name*}"].contains(route.pattern)
            || route.pattern.hasPrefix("/simulated-carrier/")
    }
}
