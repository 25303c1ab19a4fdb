import Core
import Crypto
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct StepUpTests {
    @Test func a_proof_holds_for_a_quarter_of_an_hour() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            let context = try #require(try await fixture.whoIs(cookie))
            try context.requireRecentProof()
            fixture.clock.advance(.minutes(15))
            let later = try #require(try await fixture.whoIs(cookie))
            #expect(throws: ProofRequired.self) { try later.requireRecentProof() }
            let confirmation = SignInTools(
                fixture.authenticator, passwords: fixture.passwords, secrets: fixture.secrets, openID: fixture.openID
            ).confirmation
            #expect(
                try await code {
                    _ = try await confirmation.confirm(
                        password: "not the right one", code: nil, fixture.get(cookie: cookie), context)
                } == "invalid")
            let fresh = try await confirmation.confirm(
                password: AccessFixture.password, code: nil, fixture.get(cookie: cookie), context)
            #expect(try await fixture.whoIs(cookie) == nil, "the old token stops")
            try #require(try await fixture.whoIs("\(fresh.name)=\(fresh.value)")).requireRecentProof()
        }
    }

    @Test func the_way_back_is_never_another_site() throws {
        for (referrer, next) in [
            ("https://acme.example/settings/security", "%2Fsettings%2Fsecurity"),
            ("https://acme.example.evil.example/x", "%2F"), ("https://evil.example/", "%2F"),
            ("https://acme.example//evil.example", "%2F"),
        ] {
            let request = try Request(
                .post, "/settings/security", headers: ["Referer": referrer], scheme: "https", host: "acme.example")
            let detour = try #require(SessionCheck.detour(for: ProofRequired(), request))
            #expect(detour.path == "/account/confirm?next=" + next, "\(referrer)")
        }
    }

    @Test func a_form_before_sign_in_must_come_from_here() async throws {
        try await AccessFixture.run { fixture in
            let visitor = try fixture.visitor()
            let other = try fixture.visitor()
            func refusal(_ cookie: String?, _ token: String?, _ site: String = "same-origin") async throws -> String? {
                var headers: Headers = [
                    "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": site,
                ]
                headers["Cookie"] = cookie
                let body = Fields(token.map { [("_form", $0)] } ?? []).encoded
                let request = try Request(
                    .post, "/sign-in", headers: headers, body: Array(body.utf8), scheme: "https", host: "acme.example")
                return try await code { try VisitorForm.require(request) }
            }
            #expect(try await refusal(visitor.cookie, visitor.token) == nil)
            #expect(try await refusal(visitor.cookie, other.token) == "csrf")
            #expect(try await refusal(visitor.cookie, nil) == "csrf")
            #expect(try await refusal(nil, visitor.token) == "csrf")
            #expect(try await refusal(visitor.cookie, visitor.token, "cross-site") == "forbidden")
            #expect(try await refusal(visitor.cookie, visitor.token, "same-site") == "forbidden")
        }
    }

    @Test func sessions_end_as_the_organisation_says() async throws {
        try await AccessFixture.run { fixture in
            _ = try await fixture.database.systemQuery(
                .operations,
                "update organisations set session_idle_minutes = 30, session_absolute_minutes = 60 where id = \(fixture.acme)"
            )
            let idle = try await fixture.signIn("agent@acme.example")
            fixture.clock.advance(.minutes(29))
            #expect(try await fixture.whoIs(idle) != nil)
            fixture.clock.advance(.minutes(30))
            #expect(try await fixture.whoIs(idle) == nil)
        }
    }

    @Test func only_the_ways_that_are_allowed_lead_in() async throws {
        try await AccessFixture.run { fixture in
            let before = try await fixture.signIn("viewer@acme.example")
            #expect(try await fixture.whoIs(before)?.organisation == fixture.acme)
            _ = try await fixture.database.systemQuery(
                .operations, "update organisations set allow_password_sign_in = false where id = \(fixture.acme)")
            #expect(try await fixture.whoIs(before) == nil)
            #expect(try await code { _ = try await fixture.signIn("agent@acme.example") } == "other_way")
            // Who also works elsewhere comes in there, and no further.
            let elsewhere = try await fixture.signIn("viewer@acme.example")
            let context = try #require(try await fixture.whoIs(elsewhere))
            #expect(context.organisation == fixture.globex)
            #expect(
                try await code {
                    _ = try await Sessions(fixture.authenticator).move(
                        to: fixture.acme, fixture.get(cookie: elsewhere), context)
                } == "sign_in_again")
        }
    }

    @Test func devices_are_listed_and_ended() async throws {
        try await AccessFixture.run { fixture in
            let here = try await fixture.signIn("agent@acme.example")
            let there = try await fixture.signIn("agent@acme.example")
            let context = try #require(try await fixture.whoIs(here))
            let devices = Devices(fixture.authenticator)
            let all = try await devices.list(fixture.get(cookie: here), context)
            #expect(all.map(\.isCurrent) == [true, false])
            let other = try #require(all.last)
            let owner = try #require(try await fixture.whoIs(fixture.signIn("owner@acme.example")))
            #expect(
                try await code { try await devices.end(other.id, fixture.get(), owner) } == "not_found",
                "not one's own")
            try await devices.end(other.id, fixture.get(cookie: here), context)
            #expect(try await fixture.whoIs(there) == nil)
            let agent = try await fixture.user("agent@acme.example")
            #expect(
                try await code {
                    try await devices.endAll(of: agent, fixture.get(), fixture.context(in: fixture.globex))
                }
                    == "not_found")
            try await devices.endAll(of: agent, fixture.get(), owner)
            #expect(try await fixture.whoIs(here) == nil)
        }
    }

    @Test func an_admin_does_not_sign_an_owner_out() async throws {
        try await AccessFixture.run { fixture in
            let owner = try await fixture.user("owner@acme.example")
            let devices = Devices(fixture.authenticator)
            #expect(
                try await code { try await devices.endAll(of: owner, fixture.get(), fixture.context(.admin)) }
                    == "forbidden")
        }
    }

    /// A statistic of times would flicker; the work that takes the time is counted instead.
    @Test func a_failure_costs_the_same_hashes_and_counters_for_known_and_unknown_accounts() async throws {
        try await AccessFixture.run { fixture in
            var hashes: [Int] = []
            var counters: [String] = []
            for email in ["agent@acme.example", "nobody@acme.example"] {
                let before = fixture.passwords.verifications
                for _ in 0..<3 {
                    _ = try await code { _ = try await fixture.signIn(email, password: "not the right one") }
                }
                hashes.append(fixture.passwords.verifications - before)
                counters += try fixture.test.column(
                    "select failures from sign_in_attempts where subject like 'account:%' order by last_at desc, subject"
                )
            }
            #expect(hashes == [3, 3])
            #expect(counters == ["3", "3", "3"])
        }
    }
}
