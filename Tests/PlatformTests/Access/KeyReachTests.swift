import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

/// A key that makes or changes keys gives them no more than it has itself.
@Suite struct KeyReachTests {
    /// A key of an admin with these terms, and what it gets when it makes `new`.
    private func making(_ new: NewAPIKey, with terms: NewAPIKey, _ fixture: AccessFixture) async throws -> String? {
        let keys = APIKeys(fixture.authenticator)
        let own = try await keys.create(terms, fixture.context())
        let context = Context(
            organisation: fixture.acme, actor: .apiKey(own.id), role: terms.role, correlation: "test", surface: .api,
            clock: fixture.clock.source)
        return try await code { _ = try await keys.create(new, context) }
    }

    @Test func a_key_makes_its_like() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let terms = NewAPIKey(name: "K", role: .admin)
            #expect(try await making(NewAPIKey(name: "L", role: .viewer), with: terms, fixture) == nil)
            #expect(try await making(NewAPIKey(name: "L", role: .admin), with: terms, fixture) == nil)
        }
    }

    @Test func a_key_gives_no_role_scope_address_limit_or_life_beyond_its_own() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let end = fixture.clock.now + .days(30)
            let range = try #require(AddressRange("203.0.113.0/24"))
            let scopes = try ["api_keys:write", "leads:read"].map { try #require(APIScope($0)) }
            let terms = NewAPIKey(
                name: "K", role: .admin, scopes: scopes, allowedAddresses: [range], requestsPerMinute: 100,
                requestsPerDay: 1000, expiresAt: end)
            var fine = terms
            fine.name = "L"
            #expect(try await making(fine, with: terms, fixture) == nil)
            fine.scopes = [scopes[1]]
            fine.allowedAddresses = [try #require(AddressRange("203.0.113.9"))]
            #expect(try await making(fine, with: terms, fixture) == nil)
            func refused(_ change: (inout NewAPIKey) -> Void) async throws -> String? {
                var new = fine
                change(&new)
                return try await making(new, with: terms, fixture)
            }
            let wide = try #require(AddressRange("203.0.0.0/16"))
            let write = try #require(APIScope("leads:write"))
            #expect(try await refused { $0.scopes = [] } == "beyond_key")
            #expect(try await refused { $0.scopes = [write] } == "beyond_key")
            #expect(try await refused { $0.allowedAddresses = [] } == "beyond_key")
            #expect(try await refused { $0.allowedAddresses = [wide] } == "beyond_key")
            #expect(try await refused { $0.requestsPerMinute = 101 } == "beyond_key")
            #expect(try await refused { $0.requestsPerDay = nil } == "beyond_key")
            #expect(try await refused { $0.requestsPerDay = 1001 } == "beyond_key")
            #expect(try await refused { $0.expiresAt = nil } == "beyond_key")
            #expect(try await refused { $0.expiresAt = end + .seconds(1) } == "beyond_key")
            #expect(try await refused { $0.role = .owner } == "forbidden")
        }
    }

    @Test func a_key_raises_no_limits_beyond_its_own() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let keys = APIKeys(fixture.authenticator)
            let own = try await keys.create(
                NewAPIKey(name: "K", role: .admin, requestsPerMinute: 100), fixture.context())
            let context = Context(
                organisation: fixture.acme, actor: .apiKey(own.id), role: .admin, correlation: "test", surface: .api,
                clock: fixture.clock.source)
            for limit in [100, 101] {
                let refusal = try await code {
                    try await fixture.database.transaction(context) {
                        try await keys.change(own.id, KeyLimitChange(requestsPerMinute: limit), in: $0)
                    }
                }
                #expect(refusal == (limit == 100 ? nil : "beyond_key"))
            }
        }
    }

    @Test func a_limited_key_replaces_itself_but_no_greater_one() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let keys = APIKeys(fixture.authenticator)
            let scope = try #require(APIScope("api_keys:write"))
            let end = fixture.clock.now + .days(30)
            let own = try await keys.create(
                NewAPIKey(name: "K", role: .admin, scopes: [scope], expiresAt: end), fixture.context())
            let greater = try await keys.create(NewAPIKey(name: "G", role: .admin), fixture.context())
            let context = Context(
                organisation: fixture.acme, actor: .apiKey(own.id), role: .admin, correlation: "test", surface: .api,
                clock: fixture.clock.source)
            #expect(try await code { _ = try await keys.rotate(greater.id, context) } == "beyond_key")
            #expect(try await code { try await keys.revoke(greater.id, context) } == "beyond_key")
            #expect(try await code { _ = try await keys.rotate(own.id, context) } == nil)
        }
    }

    @Test func rotation_and_revocation_are_in_the_audit_trail() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let keys = APIKeys(fixture.authenticator)
            let made = try await keys.create(NewAPIKey(name: "K", role: .agent), fixture.context())
            let next = try await keys.rotate(made.id, fixture.context())
            try await keys.revoke(made.id, fixture.context())
            let entries = try await fixture.database.query(
                fixture.context(),
                "select changes from audit_entries where record_kind = 'api_keys' and record_id = \(made.id) order by id"
            )
            let changes: [JSON] = try entries.map { try $0.get("changes") }
            #expect(changes.contains { $0["successor_id"]?.array?.last?.string == next.id.description })
            #expect(changes.contains { $0["revoked_at"] != nil })
        }
    }
}
