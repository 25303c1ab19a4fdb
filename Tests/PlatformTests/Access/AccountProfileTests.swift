import Core
import HTTP
import Mail
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct AccountProfileTests {
    @Test func a_name_follows_into_every_organisation() async throws {
        try await AccountFixture.run { fixture in
            let cookie = try await fixture.access.signIn("viewer@acme.example")
            let context = try #require(try await fixture.access.whoIs(cookie))
            try await fixture.accounts.profile.change(name: "Vera", phone: "+15125550100", colour: "#0F783C", context)
            let rows = try await fixture.database.systemQuery(
                .operations, "select name, phone from members where email = 'viewer@acme.example' order by phone")
            #expect(try rows.map { try $0.get("name", as: String.self) } == ["Vera", "Vera"])
            #expect(try rows.map { try $0.optional("phone", as: String.self) } == ["+15125550100", nil])
            let actors = try fixture.access.test.column(
                "select actor from audit_entries where action = 'update' and record_kind = 'members' order by id desc")
            #expect(actors.first == "user:\(try await fixture.access.user("viewer@acme.example"))")
        }
    }

    @Test func a_new_password_needs_the_old_and_ends_other_sessions() async throws {
        try await AccountFixture.run { fixture in
            let other = try await fixture.access.signIn("agent@acme.example")
            let cookie = try await fixture.access.signIn("agent@acme.example")
            let context = try #require(try await fixture.access.whoIs(cookie))
            let request = try fixture.access.form("/account/password", [], cookie: cookie)
            let profile = fixture.accounts.profile
            #expect(
                try await code {
                    try await profile.changePassword(old: "wrong", new: "another horse battery", request, context)
                } == "invalid")
            try await profile.changePassword(
                old: AccessFixture.password, new: "another horse battery", request, context)
            #expect(try await fixture.access.whoIs(cookie) != nil)
            #expect(try await fixture.access.whoIs(other) == nil)
        }
    }

    @Test func guesses_at_the_old_password_are_slowed() async throws {
        try await AccountFixture.run { fixture in
            let cookie = try await fixture.access.signIn("agent@acme.example")
            let context = try #require(try await fixture.access.whoIs(cookie))
            let request = try fixture.access.form("/account/password", [], cookie: cookie)
            var codes: Set<String> = []
            for _ in 1...8 {
                let answer = try await code {
                    try await fixture.accounts.profile.requirePassword("guess", request, context)
                }
                codes.insert(answer ?? "none")
            }
            #expect(codes == ["invalid", "too_many_attempts"])
        }
    }

    @Test func a_new_address_counts_once_it_is_proved_and_the_old_one_is_told() async throws {
        try await AccountFixture.run { fixture in
            let user = try await fixture.access.user("viewer@acme.example")
            try await fixture.accounts.verification.askToChange(user, to: "vera@new.example", correlation: "test")
            try await fixture.work()
            _ = try await fixture.access.signIn("viewer@acme.example")
            let token = try #require(fixture.mail.token(to: "vera@new.example", after: "/verify/"))
            _ = try await fixture.accounts.verification.confirm(token, correlation: "test")
            try await fixture.work()
            #expect(fixture.mail.to("viewer@acme.example").last?.subject == "Your e-mail address was changed")
            _ = try await fixture.access.signIn("vera@new.example")
            let emails = try fixture.access.test.column("select distinct email from members where id = '\(user)'")
            #expect(emails == ["vera@new.example"])
        }
    }

    @Test func nobody_takes_the_address_of_another() async throws {
        try await AccountFixture.run { fixture in
            let user = try await fixture.access.user("viewer@acme.example")
            try await fixture.accounts.verification.askToChange(user, to: "owner@acme.example", correlation: "test")
            try await fixture.work()
            #expect(fixture.mail.to("owner@acme.example").isEmpty)
        }
    }
}
