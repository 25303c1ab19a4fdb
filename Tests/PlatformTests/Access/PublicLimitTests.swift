import Core
import HTTP
import TestSupport
import Testing

@testable import Access

@Suite struct PublicLimitTests {
    private func request(_ address: String, _ path: String = "/pay/abc") throws -> Request {
        try Request(.get, path, address: address)
    }

    private func isRefused(_ body: () throws -> Void) -> Bool {
        do { try body() } catch { return (error as? Problem)?.status == 429 }
        return false
    }

    @Test func addresses_count_apart_and_networks_of_64_bits_together() throws {
        let limit = PublicLimit(perMinute: 2)
        let now = Instant(seconds: 1_800_000_000)
        for address in ["2001:db8::1", "2001:db8::2"] { try limit.check(try request(address), at: now) }
        #expect(isRefused { try limit.check(request("2001:db8::3"), at: now) })
        #expect(!isRefused { try limit.check(request("2001:db8:0:1::1"), at: now) })
        #expect(!isRefused { try limit.check(request("198.51.100.1"), at: now) })
        #expect(!isRefused { try limit.check(request("2001:db8::3"), at: now + .seconds(30)) })
    }

    @Test func one_organisations_pages_have_a_limit_of_their_own() throws {
        let limit = PublicLimit(perMinute: 100, perTenant: 3)
        let now = Instant(seconds: 1_800_000_000)
        let (ours, theirs) = (TestDatabase.id(1, of: Organisation.self), TestDatabase.id(2, of: Organisation.self))
        for _ in 0..<3 { try limit.check(ours, at: now) }
        #expect(isRefused { try limit.check(ours, at: now) })
        #expect(!isRefused { try limit.check(theirs, at: now) })
    }

    @Test func a_flood_of_addresses_fills_no_memory_and_frees_none_that_is_busy() {
        let limiter = RateLimiter(capacity: 100)
        let now = Instant(seconds: 1_800_000_000)
        let busy = Identifier(hashing: "busy")
        for _ in 0..<10 { _ = limiter.take(busy, limit: 10, at: now) }
        for number in 0..<10_000 { _ = limiter.take(Identifier(hashing: "\(number)"), limit: 10, at: now) }
        #expect(limiter.count <= 100)
        #expect(limiter.take(busy, limit: 10, at: now).retryAfter != nil)
    }

    @Test func every_open_route_is_limited_by_address_and_by_link_but_webhooks_are_not() async throws {
        let clock = TestClock(Instant(seconds: 1_800_000_000))
        let front = FrontLimits(clock: clock.source)
        let answer: @Sendable (Request) async throws -> Response = { _ in .noContent }
        let router = try Router(
            [
                .open(.get, "/pay/{token}", reason: "", answer), .open(.get, "/healthz", reason: "", answer),
                .webhook(.post, "/webhooks/x", provider: "x", answer),
            ], limit: { try front.check($0, $1) })
        func refusals(_ method: HTTP.Method, _ count: Int, _ target: (Int) -> (String, String)) async throws -> Int {
            var refused = 0
            for number in 0..<count {
                let (path, address) = target(number)
                let request = try Request(method, path, address: address)
                if await router.respond(to: request).status == 429 { refused += 1 }
            }
            return refused
        }
        #expect(try await refusals(.get, 300) { ("/pay/same", "198.51.100.\($0 % 200)") } == 300 - FrontLimits.perLink)
        #expect(
            try await refusals(.get, FrontLimits.perAddress + 7) { ("/pay/other\($0)", "203.0.113.1") } == 7)
        #expect(try await refusals(.get, 3000) { _ in ("/healthz", "203.0.113.1") } == 0)
        #expect(try await refusals(.post, 3000) { _ in ("/webhooks/x", "203.0.113.1") } == 0)
    }
}
