import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct OrganisationChoiceTests {
    @Test func deactivation_ends_sessions_at_once_and_leaves_the_person() async throws {
        try await AccountFixture.run { fixture in
            let cookie = try await fixture.access.signIn("agent@acme.example")
            let user = try await fixture.access.user("agent@acme.example")
            try await fixture.accounts.members.deactivate(user, fixture.access.context(.admin))
            #expect(try await fixture.access.whoIs(cookie) == nil)
            let person = try #require(try await fixture.person(cookie))
            #expect(person.organisation == nil)
            #expect(try await fixture.accounts.sessions.workplaces(of: person).isEmpty)
        }
    }

    @Test func whoever_works_nowhere_can_sign_in_and_begin_an_organisation() async throws {
        try await AccountFixture.run { fixture in
            let user = try await fixture.access.user("agent@acme.example")
            try await fixture.accounts.members.remove(user, fixture.access.context())
            let cookie = try await fixture.access.signIn("agent@acme.example")
            #expect(try await fixture.access.whoIs(cookie) == nil)
            let person = try #require(try await fixture.person(cookie))
            let id = try await fixture.accounts.founding.found(
                NewOrganisation(name: "Own", slug: "own"), by: person, address: "198.51.100.7")
            let request = try fixture.access.get(cookie: cookie)
            let entered = try #require(try await fixture.accounts.sessions.enter(id, person, request))
            let context = try #require(try await fixture.access.whoIs("\(entered.name)=\(entered.value)"))
            #expect(context.organisation == id)
            #expect(context.role == .owner)
        }
    }

    @Test func a_removed_member_may_be_invited_back() async throws {
        try await AccountFixture.run { fixture in
            let user = try await fixture.access.user("agent@acme.example")
            try await fixture.accounts.members.remove(user, fixture.access.context())
            let token = try await fixture.invite("agent@acme.example", as: .technician)
            let cookie = try await fixture.access.signIn("agent@acme.example")
            let person = try #require(try await fixture.person(cookie))
            #expect(try await fixture.accounts.invitations.waiting(for: person).count == 1)
            let invitation = try #require(try await fixture.accounts.invitations.find(token))
            try await fixture.accounts.invitations.accept(invitation, by: person, token: token, fixture.anyRequest)
            let again = try await fixture.access.signIn("agent@acme.example")
            #expect(try await fixture.access.whoIs(again)?.role == .technician)
        }
    }

    @Test func the_last_owner_stays() async throws {
        try await AccountFixture.run { fixture in
            let owner = try await fixture.access.user("owner@acme.example")
            #expect(
                try await code { try await fixture.accounts.members.remove(owner, fixture.access.context()) }
                    == "last_owner")
        }
    }

    @Test func an_admin_changes_no_owner() async throws {
        try await AccountFixture.run { fixture in
            let owner = try await fixture.access.user("owner@acme.example")
            #expect(
                try await code {
                    try await fixture.accounts.members.setRole(.viewer, of: owner, fixture.access.context(.admin))
                } == "forbidden")
        }
    }

    @Test func an_unproved_address_begins_no_further_organisation() async throws {
        try await AccountFixture.run { fixture in
            try await fixture.signUp()
            let person = try #require(try await fixture.person(try await fixture.access.signIn("nora@new.example")))
            #expect(
                try await code {
                    _ = try await fixture.accounts.founding.found(
                        NewOrganisation(name: "More", slug: "more"), by: person, address: "198.51.100.7")
                } == "forbidden")
        }
    }

    @Test func the_directory_is_of_one_organisation() async throws {
        try await AccountFixture.run { fixture in
            _ = try await fixture.access.signIn("agent@acme.example")
            let members = try await fixture.accounts.directory.page(fixture.access.context(.manager))
            #expect(members.count == 7)
            #expect(members.first { $0.email == "agent@acme.example" }?.lastSeen != nil)
            let there = try await fixture.accounts.directory.page(
                fixture.access.context(in: fixture.access.globex), matching: "acme")
            #expect(there.map(\.email) == ["viewer@acme.example"])
        }
    }
}
