import Core
import HTTP
import Mail
import TestSupport
import Testing

@testable import Access

@Suite struct PasswordResetTests {
    private static let new = "another horse battery"

    @Test func sets_the_password_and_ends_every_session() async throws {
        try await AccountFixture.run { fixture in
            let cookie = try await fixture.access.signIn("agent@acme.example")
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            try await fixture.accounts.reset.reset(token, password: Self.new, fixture.anyRequest)
            #expect(try await fixture.access.whoIs(cookie) == nil)
            #expect(try await code { _ = try await fixture.access.signIn("agent@acme.example") } == "wrong_credentials")
            _ = try await fixture.access.signIn("agent@acme.example", password: Self.new)
            try await fixture.work()
            #expect(fixture.mail.to("agent@acme.example").last?.subject == "Your password was changed")
            #expect(try await fixture.access.actions().contains("password_reset"))
        }
    }

    @Test func a_link_works_once() async throws {
        try await AccountFixture.run { fixture in
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            try await fixture.accounts.reset.reset(token, password: Self.new, fixture.anyRequest)
            #expect(
                try await code {
                    try await fixture.accounts.reset.reset(token, password: "third horse battery", fixture.anyRequest)
                } == "link_used")
        }
    }

    @Test func a_link_is_good_for_half_an_hour() async throws {
        try await AccountFixture.run { fixture in
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            #expect(try await fixture.accounts.reset.find(token) == "agent@acme.example")
            fixture.clock.advance(.minutes(30))
            #expect(try await fixture.accounts.reset.find(token) == nil)
        }
    }

    @Test func a_newer_link_ends_the_earlier() async throws {
        try await AccountFixture.run { fixture in
            let first = try #require(try await fixture.resetToken("agent@acme.example"))
            let second = try #require(try await fixture.resetToken("agent@acme.example"))
            #expect(try await fixture.accounts.reset.find(first) == nil)
            #expect(try await fixture.accounts.reset.find(second) != nil)
        }
    }

    @Test func of_two_at_once_one_changes_the_password() async throws {
        try await AccountFixture.run { fixture in
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            async let first = code {
                try await fixture.accounts.reset.reset(token, password: Self.new, fixture.anyRequest)
            }
            async let second = code {
                try await fixture.accounts.reset.reset(token, password: "third horse battery", fixture.anyRequest)
            }
            let answers = try await [first, second]
            #expect(answers.contains(nil) && answers.contains("link_used"), "\(answers)")
        }
    }

    @Test func a_change_of_the_password_or_the_address_ends_the_link() async throws {
        try await AccountFixture.run { fixture in
            let agent = "agent@acme.example"
            let first = try #require(try await fixture.resetToken(agent))
            let cookie = try await fixture.access.signIn(agent)
            let context = try #require(try await fixture.access.whoIs(cookie))
            try await fixture.accounts.profile.changePassword(
                old: AccessFixture.password, new: Self.new, fixture.access.get(cookie: cookie), context)
            #expect(try await fixture.accounts.reset.find(first) == nil)
            try await fixture.work()
            let second = try #require(try await fixture.resetToken(agent))
            let user = try await fixture.access.user(agent)
            try await fixture.accounts.verification.askToChange(user, to: "anna@new.example", correlation: "test")
            try await fixture.work()
            let proof = try #require(fixture.mail.token(to: "anna@new.example", after: "/verify/"))
            _ = try await fixture.accounts.verification.confirm(proof, correlation: "test")
            #expect(try await fixture.accounts.reset.find(second) == nil)
            #expect(
                try await code {
                    try await fixture.accounts.reset.reset(second, password: "third horse battery", fixture.anyRequest)
                } == "link_used")
        }
    }

    /// Whoever reads somebody's mail still lacks their device.
    @Test func a_new_password_does_not_pass_by_the_second_factor() async throws {
        try await AccountFixture.run { fixture in
            let user = try await fixture.access.user("agent@acme.example")
            try fixture.access.test.run(
                "insert into second_factors (id, secret, created_at, confirmed_at) values ('\(user)', 'sealed', now(), now())"
            )
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            try await fixture.accounts.reset.reset(token, password: Self.new, fixture.anyRequest)
            let outcome = try await SignIn(fixture.access.authenticator, passwords: fixture.access.passwords).signIn(
                email: "agent@acme.example", password: Self.new, fixture.access.form("/sign-in", []))
            guard case .secondStep = outcome else {
                Issue.record("let in without a code")
                return
            }
        }
    }

    @Test func says_nothing_about_an_unknown_address() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.resetToken("nobody@acme.example")
            #expect(token == nil)
            #expect(fixture.mail.to("nobody@acme.example").isEmpty)
        }
    }

    @Test func a_common_password_will_not_do_and_leaves_the_link_good() async throws {
        try await AccountFixture.run { fixture in
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            #expect(
                try await code {
                    try await fixture.accounts.reset.reset(token, password: "password123", fixture.anyRequest)
                } == "invalid")
            #expect(try await fixture.accounts.reset.find(token) != nil)
        }
    }

    @Test func a_verification_link_resets_nothing() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let token = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            #expect(try await fixture.accounts.reset.find(token) == nil)
        }
    }

    @Test func no_secret_of_a_link_is_kept() async throws {
        try await AccountFixture.run { fixture in
            let token = try #require(try await fixture.resetToken("agent@acme.example"))
            let kept = try fixture.access.test.column(
                """
                select string_agg(t, ' ') from (select jsonb_agg(h)::text as t from job_history h
                  union all select jsonb_agg(l)::text from account_links l
                  union all select jsonb_agg(a)::text from audit_entries a) all_text
                """)
            #expect(!kept[0].contains(token))
        }
    }
}
