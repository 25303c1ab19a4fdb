import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct APIKeyTests {
    private func key(_ fixture: AccessFixture, _ new: NewAPIKey = NewAPIKey(name: "K", role: .agent)) async throws
        -> APIKeys.Made
    {
        try await APIKeys(fixture.authenticator).create(new, fixture.context())
    }

    @Test func a_key_stands_for_its_organisation_and_role() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            let context = try #require(try await fixture.whoHolds(made.text))
            #expect(context.organisation == fixture.acme)
            #expect(context.role == .agent)
            #expect(context.actor == .apiKey(made.id))
            #expect(context.surface == .api)
        }
    }

    @Test func a_revoked_key_stops_at_once() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            #expect(try await fixture.whoHolds(made.text) != nil)
            try await APIKeys(fixture.authenticator).revoke(made.id, fixture.context())
            #expect(try await code { _ = try await fixture.whoHolds(made.text) } == "invalid_api_key")
        }
    }

    @Test func a_key_remembered_by_another_process_stops_when_revoked() async throws {
        try await AccessFixture.run { fixture in
            let other = Authenticator(database: fixture.database, clock: fixture.clock.source)
            other.start(listeningOn: fixture.application)
            let made = try await key(fixture)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            // Until it listens it remembers nothing.
            for _ in 0..<500 where !other.cache.hearsChanges { try await Task.sleep(for: .milliseconds(10)) }
            #expect(try await other.authenticate(request) != nil)
            #expect(other.cache.count == 1)
            try await APIKeys(fixture.authenticator).revoke(made.id, fixture.context())
            for _ in 0..<500 where other.cache.count > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(try await code { _ = try await other.authenticate(request) } == "invalid_api_key")
            await other.stop()
        }
    }

    @Test func a_remembered_key_ends_on_time() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(
                fixture, NewAPIKey(name: "K", role: .agent, expiresAt: fixture.clock.now + .seconds(10)))
            #expect(try await fixture.whoHolds(made.text) != nil)
            fixture.clock.advance(.seconds(10))
            #expect(try await code { _ = try await fixture.whoHolds(made.text) } == "invalid_api_key")
        }
    }

    @Test func a_key_whose_checksum_or_secret_is_wrong_is_refused() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            let mistyped = made.text.dropLast() + (made.text.hasSuffix("0") ? "1" : "0")
            #expect(APIKeyText(mistyped) == nil)
            let forged = APIKeyText(id: made.id)
            for text in [String(mistyped), forged.text, "mk_live_", "nonsense", ""] {
                #expect(try await code { _ = try await fixture.whoHolds(text) } == "invalid_api_key", "\(text)")
            }
        }
    }

    @Test func a_wrong_key_is_not_made_good_by_a_cookie() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            let request = try fixture.get(cookie: cookie, key: "nonsense")
            #expect(try await code { _ = try await fixture.authenticator.authenticate(request) } == "invalid_api_key")
        }
    }

    @Test func another_organisation_neither_sees_nor_ends_a_key() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            let keys = APIKeys(fixture.authenticator)
            let seen = try await keys.list(fixture.context(in: fixture.globex))
            #expect(seen.isEmpty)
            #expect(
                try await code { try await keys.revoke(made.id, fixture.context(in: fixture.globex)) } == "not_found")
            #expect(
                try await code { _ = try await keys.rotate(made.id, fixture.context(in: fixture.globex)) }
                    == "not_found")
            #expect(try await fixture.whoHolds(made.text)?.organisation == fixture.acme)
        }
    }

    @Test(arguments: [Role.manager, .sales, .agent, .technician, .viewer])
    func lesser_roles_have_nothing_to_do_with_keys(role: Role) async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            let keys = APIKeys(fixture.authenticator)
            let context = fixture.context(role)
            #expect(
                try await code { _ = try await keys.create(NewAPIKey(name: "K", role: .viewer), context) }
                    == "forbidden")
            #expect(try await code { _ = try await keys.list(context) } == "forbidden")
            #expect(try await code { try await keys.revoke(made.id, context) } == "forbidden")
            let seen = try await fixture.database.query(context, "select id from api_keys")
            #expect(seen.isEmpty)
        }
    }

    @Test func an_admin_makes_no_key_of_an_owner() async throws {
        try await AccessFixture.run { fixture in
            let keys = APIKeys(fixture.authenticator)
            let new = NewAPIKey(name: "K", role: .owner)
            let refusal = try await code { _ = try await keys.create(new, fixture.context(.admin)) }
            #expect(refusal == "forbidden")
        }
    }

    @Test func a_replaced_key_goes_on_for_the_overlap_only() async throws {
        try await AccessFixture.run { fixture in
            let keys = APIKeys(fixture.authenticator)
            let old = try await key(fixture)
            #expect(
                try await code { _ = try await keys.rotate(old.id, overlap: .hours(1), fixture.context()) } == "invalid"
            )
            let new = try await keys.rotate(old.id, overlap: .hours(48), fixture.context())
            #expect(try await code { _ = try await keys.rotate(old.id, fixture.context()) } == "key_ended")
            fixture.clock.advance(.hours(47))
            #expect(try await fixture.whoHolds(old.text) != nil)
            #expect(try await fixture.whoHolds(new.text)?.role == .agent)
            fixture.clock.advance(.hours(1))
            #expect(try await code { _ = try await fixture.whoHolds(old.text) } == "invalid_api_key")
            #expect(try await fixture.whoHolds(new.text) != nil)
        }
    }

    @Test func scopes_limit_a_key() async throws {
        try await AccessFixture.run { fixture in
            let scopes = try ["leads:read", "tasks:write"].map { try #require(APIScope($0)) }
            let made = try await key(fixture, NewAPIKey(name: "K", role: .agent, scopes: scopes))
            func answer(_ method: Method, _ path: String) async throws -> String? {
                let request = try Request(method, path, headers: ["Authorization": "Bearer \(made.text)"])
                return try await code { _ = try await fixture.authenticator.authenticate(request) }
            }
            #expect(try await answer(.get, "/api/v1/leads?limit=5") == nil)
            #expect(try await answer(.get, "/api/v1/tasks/1") == nil)
            #expect(try await answer(.post, "/api/v1/actions/tasks.complete") == nil)
            #expect(try await answer(.post, "/api/v1/leads") == "scope")
            #expect(try await answer(.post, "/api/v1/actions/leads.convert") == "scope")
            #expect(try await answer(.get, "/api/v1/customers") == "scope")
            #expect(try await answer(.get, "/live") == "scope")
        }
    }

    @Test func a_key_works_only_from_its_addresses() async throws {
        try await AccessFixture.run { fixture in
            let ranges = try ["203.0.113.0/24", "2001:db8::/32"].map { try #require(AddressRange($0)) }
            let made = try await key(fixture, NewAPIKey(name: "K", role: .agent, allowedAddresses: ranges))
            for address in ["203.0.113.200", "2001:db8:1::1", "::ffff:203.0.113.4"] {
                let request = try fixture.get("/api/v1/leads", key: made.text, address: address)
                #expect(try await fixture.authenticator.authenticate(request) != nil, "\(address)")
            }
            for address in ["203.0.114.1", "2001:db9::1", "unknown"] {
                let request = try fixture.get("/api/v1/leads", key: made.text, address: address)
                #expect(
                    try await code { _ = try await fixture.authenticator.authenticate(request) }
                        == "address_not_allowed")
            }
        }
    }

    @Test func the_last_use_is_written_down() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            _ = try await fixture.whoHolds(made.text)
            await fixture.authenticator.writeKeyUses()
            let shown = try #require(try await APIKeys(fixture.authenticator).list(fixture.context()).first)
            #expect(shown.lastUsedAddress == "198.51.100.7")
            #expect(shown.lastUsedAt == fixture.clock.now)
            #expect(!shown.prefix.contains(made.text.suffix(20)))
        }
    }

    @Test func a_key_used_too_often_waits() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture, NewAPIKey(name: "K", role: .agent, requestsPerMinute: 3))
            let request = try fixture.get("/api/v1/leads", key: made.text)
            for _ in 0..<3 { _ = try await fixture.authenticator.authenticate(request) }
            let response = fixture.authenticator.finish(request, .noContent)
            #expect(response.headers["RateLimit-Policy"] == "\"burst\";q=3;w=60")
            #expect(response.headers["RateLimit"] == "\"burst\";r=0;t=60")
            do {
                _ = try await fixture.authenticator.authenticate(request)
                Issue.record("let through")
            } catch let problem as Problem {
                #expect(problem.status == 429)
                #expect(problem.retryAfter == 20)
            }
            fixture.clock.advance(.seconds(20))
            _ = try await fixture.authenticator.authenticate(request)
            #expect(try await code { _ = try await fixture.authenticator.authenticate(request) } == "rate_limited")
        }
    }

    @Test func secrets_stay_out_of_the_audit_trail() async throws {
        try await AccessFixture.run { fixture in
            let made = try await key(fixture)
            let changes = try await fixture.database.query(
                fixture.context(), "select changes from audit_entries where record_id = \(made.id)"
            ).one("entry").get("changes", as: JSON.self)
            #expect(changes["secret_hash"] == ["redacted", "redacted"])
        }
    }

    @Test func the_checksum_is_the_standard_one() {
        #expect(CRC32.checksum("123456789".utf8) == 0xcbf4_3926)
    }
}
