import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct InvitationTests {
    @Test func somebody_new_makes_an_account_and_is_in() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("new@acme.example", as: .manager)
            let cookies = try await fixture.accounts.invitations.acceptAsNew(
                token, name: " Nina ", password: AccessFixture.password, fixture.anyRequest)
            let cookie = try #require(cookies.first)
            let context = try #require(try await fixture.access.whoIs("\(cookie.name)=\(cookie.value)"))
            #expect(context.organisation == fixture.access.acme)
            #expect(context.role == .manager)
            #expect(try await fixture.person("\(cookie.name)=\(cookie.value)")?.isVerified == true)
        }
    }

    @Test func an_invitation_works_once() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("new@acme.example")
            _ = try await fixture.accounts.invitations.acceptAsNew(
                token, name: "Nina", password: AccessFixture.password, fixture.anyRequest)
            #expect(try await fixture.accounts.invitations.find(token)?.state == .accepted)
            #expect(
                try await code {
                    _ = try await fixture.accounts.invitations.acceptAsNew(
                        token, name: "Eve", password: AccessFixture.password, fixture.anyRequest)
                } == "invitation_gone")
        }
    }

    @Test func an_invitation_is_good_for_a_week() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("new@acme.example")
            fixture.clock.advance(.days(7))
            #expect(try await fixture.accounts.invitations.find(token)?.state == .expired)
            #expect(
                try await code {
                    _ = try await fixture.accounts.invitations.acceptAsNew(
                        token, name: "Nina", password: AccessFixture.password, fixture.anyRequest)
                } == "invitation_gone")
        }
    }

    @Test func somebody_with_an_account_joins_with_it() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("owner@globex.example", as: .viewer)
            let cookie = try await fixture.access.signIn("owner@globex.example")
            let person = try #require(try await fixture.person(cookie))
            let invitation = try #require(try await fixture.accounts.invitations.find(token))
            #expect(invitation.hasAccount)
            try await fixture.accounts.invitations.accept(invitation, by: person, token: token, fixture.anyRequest)
            #expect(try await fixture.access.whoIs(cookie)?.workplaces.map(\.name) == ["Acme", "Globex"])
        }
    }

    @Test func refuses_an_outsider() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("new@acme.example")
            let cookie = try await fixture.access.signIn("owner@globex.example")
            let person = try #require(try await fixture.person(cookie))
            let invitation = try #require(try await fixture.accounts.invitations.find(token))
            #expect(
                try await code {
                    try await fixture.accounts.invitations.accept(
                        invitation, by: person, token: token, fixture.anyRequest)
                } == "forbidden")
        }
    }

    @Test func an_invitation_is_no_way_up_for_a_member() async throws {
        try await AccountFixture.run { fixture in
            let token = try await fixture.invite("viewer@acme.example", as: .admin)
            let cookie = try await fixture.access.signIn("viewer@acme.example")
            let person = try #require(try await fixture.person(cookie))
            let invitation = try #require(try await fixture.accounts.invitations.find(token))
            try await fixture.accounts.invitations.accept(invitation, by: person, token: token, fixture.anyRequest)
            #expect(try await fixture.access.whoIs(cookie)?.role == .viewer)
        }
    }

    @Test func a_link_handed_over_proves_no_address() async throws {
        try await AccountFixture.run { fixture in
            let sent = try await fixture.invite("new@acme.example")
            let invitation = try #require(try await fixture.accounts.invitations.find(sent))
            let address = try await fixture.accounts.invitations.handOver(invitation.id, fixture.access.context())
            #expect(try await fixture.accounts.invitations.find(sent) == nil)
            let token = String(try #require(address.split(separator: "/").last))
            let cookies = try await fixture.accounts.invitations.acceptAsNew(
                token, name: "Nina", password: AccessFixture.password, fixture.anyRequest)
            let cookie = try #require(cookies.first)
            #expect(try await fixture.person("\(cookie.name)=\(cookie.value)")?.isVerified == false)
        }
    }

    @Test func only_owners_invite_owners() async throws {
        try await AccountFixture.run { fixture in
            await #expect(throws: PostgresError.self) {
                _ = try await fixture.database.query(
                    fixture.access.context(.admin),
                    """
                    insert into invitations (org_id, id, email, role, expires_at)
                    values (app_org(), \(fixture.access.context().newID(Invitation.self)), 'x@y.example', 'owner', now())
                    """)
            }
        }
    }
}
