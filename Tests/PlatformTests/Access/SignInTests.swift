import Core
import Crypto
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct SignInTests {
    @Test func the_right_password_begins_a_session() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("Owner@Acme.example")
            #expect(cookie.hasPrefix("__Host-mainline="))
            let context = try #require(try await fixture.whoIs(cookie))
            #expect(context.organisation == fixture.acme)
            #expect(context.role == .owner)
            #expect(context.currency == .eur)
            #expect(context.country == "DE")
            #expect(context.locale == "de")
            #expect(context.surface == .workspace)
            #expect(try await fixture.actions().suffix(1) == ["sign_in"])
        }
    }

    @Test func a_wrong_password_and_an_unknown_account_are_answered_alike() async throws {
        try await AccessFixture.run { fixture in
            var problems: [Problem] = []
            for email in ["owner@acme.example", "nobody@acme.example"] {
                do { _ = try await fixture.signIn(email, password: "not the right one") } catch let problem as Problem {
                    problems.append(problem)
                }
            }
            #expect(problems.map(\.code) == ["wrong_credentials", "wrong_credentials"])
            #expect(Set(problems.map(\.detail)).count == 1)
            #expect(Set(problems.map(\.status)).count == 1)
            #expect(try await fixture.actions().suffix(1) == ["sign_in_failed"])
        }
    }

    @Test func an_account_without_a_password_is_not_entered() async throws {
        try await AccessFixture.run { fixture in
            try await fixture.provisioning.createMember(
                NewMember(name: "N", email: "new@acme.example", role: .agent), in: fixture.acme)
            #expect(
                try await code { _ = try await fixture.signIn("new@acme.example", password: "") } == "wrong_credentials"
            )
        }
    }

    @Test(arguments: ["agent@acme.example", "nobody@acme.example"])
    func many_failures_must_wait_longer_and_longer(email: String) async throws {
        try await AccessFixture.run { fixture in
            func attempt() async throws -> Int? {
                do { _ = try await fixture.signIn(email, password: "not the right one") } catch let problem as Problem {
                    return problem.retryAfter
                }
                return nil
            }
            var waits: [Int] = []
            for _ in 0..<40 {
                guard let wait = try await attempt() else { continue }
                waits.append(wait)
                fixture.clock.advance(.seconds(wait))
            }
            #expect(waits.prefix(4) == [1, 2, 4, 8])
            #expect(waits.allSatisfy { $0 <= 900 })
            #expect(waits == waits.sorted())
        }
    }

    @Test func strangers_do_not_lock_out_the_owner_at_their_usual_address() async throws {
        try await AccessFixture.run { fixture in
            _ = try await fixture.signIn("owner@acme.example", address: "192.0.2.1")
            for _ in 0..<5 {
                _ = try await code {
                    _ = try await fixture.signIn(
                        "owner@acme.example", password: "a guess at it", address: "203.0.113.9")
                }
            }
            #expect(
                try await code { _ = try await fixture.signIn("owner@acme.example", address: "203.0.113.10") }
                    == "too_many_attempts")
            _ = try await fixture.signIn("owner@acme.example", address: "192.0.2.1")
        }
    }

    @Test func success_forgets_earlier_failures() async throws {
        try await AccessFixture.run { fixture in
            for _ in 0..<3 {
                for _ in 0..<4 {
                    #expect(
                        try await code { _ = try await fixture.signIn("agent@acme.example", password: "a guess at it") }
                            == "wrong_credentials")
                }
                _ = try await fixture.signIn("agent@acme.example")
            }
        }
    }

    @Test func a_session_ends_when_idle_for_two_weeks() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            fixture.clock.advance(.days(13))
            #expect(try await fixture.whoIs(cookie) != nil)
            fixture.clock.advance(.days(13))
            #expect(try await fixture.whoIs(cookie) != nil)
            fixture.clock.advance(.days(14))
            #expect(try await fixture.whoIs(cookie) == nil)
        }
    }

    @Test func a_session_ends_after_ninety_days_however_much_it_is_used() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            for _ in 0..<8 {
                fixture.clock.advance(.days(11))
                #expect(try await fixture.whoIs(cookie) != nil)
            }
            fixture.clock.advance(.days(3))
            #expect(try await fixture.whoIs(cookie) == nil)
        }
    }

    @Test func signing_in_again_ends_the_browsers_former_session() async throws {
        try await AccessFixture.run { fixture in
            let former = try await fixture.signIn("owner@acme.example")
            let request = try fixture.form("/sign-in", [], cookie: former)
            _ = try await SignIn(fixture.authenticator, passwords: fixture.passwords).signIn(
                email: "owner@acme.example", password: AccessFixture.password, request)
            #expect(try await fixture.whoIs(former) == nil)
        }
    }

    @Test func only_a_digest_of_the_session_is_stored() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            let text = cookie.split(separator: "=")[1]
            let found = try await fixture.database.systemQuery(
                .signIn, "select count(*) as n from sessions s where s::text like \("%\(text)%")")
            #expect(try found.one("count").get("n", as: Int.self) == 0)
        }
    }

    @Test func a_weak_password_is_hashed_anew_at_sign_in() async throws {
        try await AccessFixture.run { fixture in
            let strong = try PasswordService(cost: .init(kibibytes: 128, passes: 1))
            let request = try fixture.form("/sign-in", [])
            for _ in 0..<2 {
                _ = try await SignIn(fixture.authenticator, passwords: strong).signIn(
                    email: "owner@acme.example", password: AccessFixture.password, request)
            }
            let hash = try await fixture.database.systemQuery(
                .signIn, "select password_hash from users where email = 'owner@acme.example'"
            ).one("user").get("password_hash", as: String.self)
            #expect(hash.contains("m=128"))
        }
    }

    @Test(arguments: ["short", "password1234", "1111111111", "owner@acme.example", "Welcome123"])
    func weak_passwords_are_refused(password: String) {
        #expect(!PasswordPolicy.faults(of: password, email: "owner@acme.example").isEmpty)
    }

    @Test func long_passwords_without_digits_are_welcome() {
        #expect(PasswordPolicy.faults(of: "correct horse battery", email: "owner@acme.example").isEmpty)
    }
}
