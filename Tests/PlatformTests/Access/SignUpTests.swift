import Core
import HTTP
import Mail
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct SignUpTests {
    @Test func makes_an_organisation_and_its_owner() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let cookie = try await fixture.access.signIn("nora@new.example")
            let context = try #require(try await fixture.access.whoIs(cookie))
            #expect(context.role == .owner)
            #expect(context.currency == .eur)
            #expect(context.workplaces.map(\.name) == ["New Services"])
        }
    }

    @Test func holds_what_leaves_the_organisation_until_the_address_is_proved() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            #expect(try await fixture.restrictions(of: "new-services") == ["unverified"])
            let token = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            let proof = try await fixture.accounts.verification.confirm(token, correlation: "test")
            #expect(proof.isFirst)
            #expect(try await fixture.restrictions(of: "new-services") == [])
        }
    }

    @Test func a_link_proves_an_address_once() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let token = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            _ = try await fixture.accounts.verification.confirm(token, correlation: "test")
            #expect(
                try await code { _ = try await fixture.accounts.verification.confirm(token, correlation: "test") }
                    == "link_used")
        }
    }

    @Test func a_link_is_good_for_a_day_and_ends_with_the_next() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let first = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            let user = try await fixture.access.user("nora@new.example")
            try await fixture.accounts.verification.ask(user, correlation: "test")
            try await fixture.work()
            let second = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            #expect(first != second)
            #expect(try await fixture.accounts.verification.find(first) == nil)
            #expect(try await fixture.accounts.verification.find(second) != nil)
            fixture.clock.advance(.hours(24))
            #expect(try await fixture.accounts.verification.find(second) == nil)
        }
    }

    @Test func signs_in_by_the_first_link_only() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let token = try #require(fixture.mail.token(to: "nora@new.example", after: "/verify/"))
            _ = try await fixture.access.signIn("nora@new.example")
            let proof = try await fixture.accounts.verification.confirm(token, correlation: "test")
            #expect(!proof.isFirst)
            #expect(try await fixture.accounts.sessions.beginFirst(proof, fixture.anyRequest) == nil)
        }
    }

    @Test func an_address_with_an_account_is_answered_alike_and_told_by_mail() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp("owner@acme.example", slug: "another")
            #expect(fixture.mail.to("owner@acme.example").map(\.subject) == ["You already have an account"])
            #expect(try await fixture.access.provisioning.find(slug: "another") == nil)
            // Its password is as it was, and so is its proof.
            _ = try await fixture.access.signIn("owner@acme.example")
        }
    }

    @Test func nobody_fills_a_mailbox_by_signing_up() async throws {
        try await AccountFixture.run { fixture in
            for number in 1...8 { try await fixture.signUp("owner@acme.example", slug: "another-\(number)") }
            #expect(fixture.mail.to("owner@acme.example").count == AccountLinks.lettersAnHour)
        }
    }

    @Test func refuses_a_short_name_that_is_taken_and_a_common_password() async throws {
        try await AccountFixture.run { fixture in
            let taken = try await code { try await fixture.signUp(slug: "acme") }
            #expect(taken == "invalid")
            let weak = SignUpForm(
                name: "N", email: "n@new.example", password: "password123",
                organisation: NewOrganisation(name: "N", slug: "n"))
            let common = try await code {
                try await fixture.accounts.signUp.ask(weak, address: "198.51.100.9", correlation: "test")
            }
            #expect(common == "invalid")
        }
    }

    @Test func two_at_once_with_one_short_name_get_one_each() async throws {
        try await AccountFixture.run { fixture in
            for email in ["a@new.example", "b@new.example"] {
                let form = SignUpForm(
                    name: "N", email: email, password: AccessFixture.password,
                    organisation: NewOrganisation(name: "Twins", slug: "twins"))
                try await fixture.accounts.signUp.ask(form, address: "198.51.100.9", correlation: "test")
            }
            try await fixture.work()
            #expect(try await fixture.access.provisioning.find(slug: "twins") != nil)
            #expect(try await fixture.access.provisioning.find(slug: "twins-2") != nil)
        }
    }

    @Test func a_sign_up_leaves_no_password_behind() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            #expect(try fixture.access.test.column("select count(*) from sign_ups") == ["0"])
            let payloads = try fixture.access.test.column("select string_agg(payload::text, ' ') from job_history")
            #expect(!payloads[0].contains("argon2"))
        }
    }
}
