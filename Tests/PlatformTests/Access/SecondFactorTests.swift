import Core
import Crypto
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct SecondFactorTests {
    /// A person signed in, with a second factor just turned on.
    private struct Enrolled {
        let fixture: AccessFixture
        let factors: SecondFactors
        var cookie: String
        let context: Context
        let secret: [UInt8]
        let codes: [String]

        /// What the device shows now.
        var code: String { TOTP.code(secret, step: TOTP.step(at: fixture.clock.now)) }
    }

    private func cookie(_ cookie: SetCookie) -> String { "\(cookie.name)=\(cookie.value)" }

    private func secret(_ enrolment: SecondFactors.Enrolment) throws -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for letter in enrolment.secret where letter != " " {
            buffer = buffer << 5 | UInt32(try #require(alphabet.firstIndex(of: letter)))
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }

    private func enrol(_ fixture: AccessFixture, _ email: String = "agent@acme.example") async throws -> Enrolled {
        let factors = SecondFactors(fixture.authenticator, fixture.secrets)
        let before = try await fixture.signIn(email)
        let context = try #require(try await fixture.whoIs(before))
        try await factors.begin(context)
        let enrolment = try #require(try await factors.standing(context).enrolment)
        let secret = try secret(enrolment)
        let code = TOTP.code(secret, step: TOTP.step(at: fixture.clock.now))
        let (codes, after) = try await factors.confirm(code, try fixture.get(cookie: before), context)
        #expect(try await fixture.whoIs(before) == nil, "the old token stops")
        // The next code; this one is used up.
        fixture.clock.advance(.seconds(30))
        return Enrolled(
            fixture: fixture, factors: factors, cookie: cookie(after), context: context, secret: secret, codes: codes)
    }

    /// Signs in as far as the second step; gives its cookie.
    private func pending(_ fixture: AccessFixture, _ email: String = "agent@acme.example") async throws -> String {
        let outcome = try await SignIn(fixture.authenticator, passwords: fixture.passwords).signIn(
            email: email, password: AccessFixture.password, next: "/leads", fixture.form("/sign-in", []))
        guard case .secondStep(let cookie) = outcome else {
            Issue.record("no second step")
            return ""
        }
        return self.cookie(cookie)
    }

    private func step(
        _ code: String, _ pending: String, _ fixture: AccessFixture, from address: String = "198.51.100.7"
    )
        async throws -> String
    {
        let request = try fixture.form("/sign-in/second-step", [], cookie: pending, address: address)
        let (cookies, next) = try await SecondStep(fixture.authenticator, fixture.secrets).finish(code, request)
        #expect(next == "/leads")
        return cookie(try #require(cookies.first))
    }

    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func codes_are_those_of_the_standard(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TOTP.code(secret, step: TOTP.step(at: Instant(seconds: seconds))) == code)
    }

    @Test func the_password_alone_opens_nothing_once_there_is_a_factor() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let half = try await pending(fixture)
            #expect(try await fixture.whoIs(half) == nil)
            let session = try await step(enrolled.code, half, fixture)
            #expect(try await fixture.whoIs(session)?.role == .agent)
            #expect(
                try await code { _ = try await step(enrolled.codes[0], half, fixture) } == "sign_in_over",
                "a pending sign-in is used once")
        }
    }

    @Test func a_code_holds_once() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let shown = enrolled.code
            _ = try await step(shown, try await pending(fixture), fixture)
            let again = try await pending(fixture)
            #expect(try await code { _ = try await step(shown, again, fixture) } == "invalid")
        }
    }

    @Test func neighbouring_codes_hold_and_older_ones_do_not() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            fixture.clock.advance(.minutes(5))
            let now = TOTP.step(at: fixture.clock.now)
            for (offset, holds) in [(-2, false), (2, false), (-1, true), (1, true)] as [(Int64, Bool)] {
                let half = try await pending(fixture)
                let shown = TOTP.code(enrolled.secret, step: now + offset)
                let refusal = try await code { _ = try await step(shown, half, fixture) }
                #expect((refusal == nil) == holds, "\(offset)")
            }
        }
    }

    @Test func a_recovery_code_holds_once_and_for_its_person_only() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let other = try await enrol(fixture, "manager@acme.example")
            #expect(enrolled.codes.count == 10)
            let half = try await pending(fixture)
            #expect(try await code { _ = try await step(other.codes[0], half, fixture) } == "invalid")
            _ = try await step(enrolled.codes[0].uppercased(), half, fixture)
            let again = try await pending(fixture)
            #expect(try await code { _ = try await step(enrolled.codes[0], again, fixture) } == "invalid")
            #expect(try await enrolled.factors.standing(enrolled.context).recoveryCodesLeft == 9)
        }
    }

    @Test func guesses_at_codes_must_wait_and_the_password_does_not_forgive_them() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            for _ in 0..<5 {
                let half = try await pending(fixture)
                #expect(
                    try await code { _ = try await step("000000", half, fixture, from: "203.0.113.5") } == "invalid")
            }
            let half = try await pending(fixture)
            #expect(
                try await code { _ = try await step(enrolled.code, half, fixture, from: "203.0.113.5") }
                    == "too_many_attempts")
            // The owner of the account at their usual address is not held up.
            _ = try await step(enrolled.code, half, fixture)
        }
    }

    /// A code is one of a million: from however many addresses, few are looked at.
    @Test func guesses_from_many_addresses_are_counted_together() async throws {
        try await AccessFixture.run { fixture in
            _ = try await enrol(fixture)
            var looked = 0
            for number in 0..<30 {
                let half = try await pending(fixture)
                let answer = try await code {
                    _ = try await step("000000", half, fixture, from: "203.0.113.\(number)")
                }
                if answer == "invalid" { looked += 1 } else { #expect(answer == "too_many_attempts") }
            }
            #expect(looked <= 6, "\(looked) guesses were looked at")
        }
    }

    @Test func of_two_with_the_same_code_one_is_let_in() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            for shown in [enrolled.code, enrolled.codes[0]] {
                let (one, other) = (try await pending(fixture), try await pending(fixture))
                async let first = code { _ = try await step(shown, one, fixture) }
                async let second = code { _ = try await step(shown, other, fixture) }
                let answers = try await [first, second]
                #expect(answers.contains(nil) && answers.contains("invalid"), "\(answers)")
            }
        }
    }

    /// What is between password and code opens nothing, under whatever name it is shown, and no other way in leads past
    /// the code.
    @Test func there_is_no_way_past_the_code() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let half = try await pending(fixture)
            let token = try #require(half.split(separator: "=").last)
            for name in ["__Host-mainline", "mainline", "__Host-mainline-portal", "__Host-journey"] {
                #expect(try await fixture.whoIs("\(name)=\(token)") == nil, "\(name)")
                let link = try await PendingSignIn.find(
                    try fixture.get("/sign-in/link", cookie: half), .link, fixture.authenticator)
                #expect(link == nil)
            }
            let session = try #require(enrolled.cookie.split(separator: "=").last)
            let name = try #require(half.split(separator: "=").first)
            #expect(
                try await code { _ = try await step(enrolled.codes[0], "\(name)=\(session)", fixture) }
                    == "sign_in_over", "a session is no sign-in under way")
            let user = try await fixture.user("agent@acme.example")
            let outcome = try await SessionStart(authenticator: fixture.authenticator).enter(
                SessionStart.Entry(user: user, method: .provider), fixture.get())
            guard case .secondStep = outcome else {
                Issue.record("a provider's word led past the code")
                return
            }
        }
    }

    @Test func a_half_done_sign_in_ends_after_ten_minutes() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let half = try await pending(fixture)
            fixture.clock.advance(.minutes(10))
            #expect(try await code { _ = try await step(enrolled.code, half, fixture) } == "sign_in_over")
        }
    }

    @Test func turning_it_off_asks_for_a_code() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let request = try fixture.get(cookie: enrolled.cookie)
            #expect(
                try await code { _ = try await enrolled.factors.turnOff("000000", request, enrolled.context) }
                    == "invalid")
            _ = try await enrolled.factors.turnOff(enrolled.code, request, enrolled.context)
            _ = try await fixture.whoIs(fixture.signIn("agent@acme.example"))
            #expect(try await enrolled.factors.standing(enrolled.context).isOn == false)
        }
    }

    @Test func secrets_and_codes_do_not_rest_in_the_clear() async throws {
        try await AccessFixture.run { fixture in
            let enrolled = try await enrol(fixture)
            let dump = try fixture.test.column(
                "select f::text || (select string_agg(c::text, ' ') from recovery_codes c) from second_factors f"
            )
            .joined()
            #expect(!dump.contains(Hex.encode(enrolled.secret)))
            #expect(!dump.contains(Base32.encode(enrolled.secret)))
            for code in enrolled.codes { #expect(!dump.contains(code.filter { $0 != "-" })) }
        }
    }

    @Test func who_must_have_one_gets_nowhere_else_before() async throws {
        try await AccessFixture.run { fixture in
            let owner = try await enrol(fixture, "owner@acme.example")
            let policies = SecurityPolicies(fixture.authenticator)
            var policy = try await policies.policy(owner.context)
            policy.requiresSecondFactor = true
            try await policies.change(policy, try fixture.get(cookie: owner.cookie), owner.context)
            #expect(try await fixture.whoIs(owner.cookie) != nil)
            let agent = try await fixture.signIn("agent@acme.example")
            await #expect(throws: Detour.self) { _ = try await fixture.whoIs(agent) }
            for path in ["/account/second-factor", "/account/second-factor/begin", "/sign-out"] {
                let request = try fixture.get(path, cookie: agent)
                #expect(try await fixture.authenticator.authenticate(request) != nil, "\(path)")
            }
            for path in ["/account/second-factorx", "/account/devices", "/api/v1/leads"] {
                let request = try fixture.get(path, cookie: agent)
                await #expect(throws: Detour.self) { _ = try await fixture.authenticator.authenticate(request) }
            }
            let key = try await APIKeys(fixture.authenticator).create(
                NewAPIKey(name: "K", role: .agent), fixture.context())
            #expect(try await fixture.whoHolds(key.text) != nil)
        }
    }

    @Test func nobody_locks_themselves_out() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            let context = try #require(try await fixture.whoIs(cookie))
            let policies = SecurityPolicies(fixture.authenticator)
            let request = try fixture.get(cookie: cookie)
            var policy = try await policies.policy(context)
            policy.requiresSecondFactor = true
            #expect(try await code { try await policies.change(policy, request, context) } == "invalid")
            policy.requiresSecondFactor = false
            policy.allowsPasswords = false
            #expect(try await code { try await policies.change(policy, request, context) } == "invalid")
        }
    }
}
