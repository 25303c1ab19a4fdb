import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct SessionTests {
    @Test func signing_out_ends_the_session_and_is_recorded() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("agent@acme.example")
            let context = try #require(try await fixture.whoIs(cookie))
            try await Sessions(fixture.authenticator).end(fixture.get(cookie: cookie), context)
            #expect(try await fixture.whoIs(cookie) == nil)
            #expect(try await fixture.actions().suffix(2) == ["sign_in", "sign_out"])
        }
    }

    @Test func moving_to_another_organisation_rotates_the_secret() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("viewer@acme.example")
            let context = try #require(try await fixture.whoIs(cookie))
            #expect(context.role == .viewer)
            let sessions = Sessions(fixture.authenticator)
            #expect(
                try await sessions.memberships(of: fixture.user("viewer@acme.example")).map(\.name) == [
                    "Acme", "Globex",
                ])
            let moved = try await sessions.move(to: fixture.globex, fixture.get(cookie: cookie), context)
            #expect(try await fixture.whoIs(cookie) == nil)
            let there = try #require(try await fixture.whoIs("\(moved.name)=\(moved.value)"))
            #expect(there.organisation == fixture.globex)
            #expect(there.role == .agent)
            let again = try await fixture.signIn("viewer@acme.example")
            #expect(try await fixture.whoIs(again)?.organisation == fixture.globex)
        }
    }

    @Test func refuses_to_move_where_one_does_not_work() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("agent@acme.example")
            let context = try #require(try await fixture.whoIs(cookie))
            #expect(
                try await code {
                    _ = try await Sessions(fixture.authenticator).move(
                        to: fixture.globex, fixture.get(cookie: cookie), context)
                } == "not_found")
            #expect(try await fixture.whoIs(cookie) != nil)
        }
    }

    @Test func deactivation_ends_sessions_at_once_and_for_good() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("agent@acme.example")
            let agent = try await fixture.user("agent@acme.example")
            let members = Members(fixture.authenticator)
            try await members.deactivate(agent, fixture.context(.admin))
            #expect(try await fixture.whoIs(cookie) == nil)
            #expect(try await fixture.whoIs(fixture.signIn("agent@acme.example")) == nil)
            try await members.activate(agent, fixture.context(.admin))
            #expect(try await fixture.whoIs(cookie) == nil)
            #expect(try await fixture.whoIs(fixture.signIn("agent@acme.example")) != nil)
        }
    }

    @Test func a_new_role_asks_for_a_new_sign_in() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("agent@acme.example")
            let agent = try await fixture.user("agent@acme.example")
            try await Members(fixture.authenticator).setRole(.viewer, of: agent, fixture.context(.admin))
            #expect(try await fixture.whoIs(cookie) == nil)
            #expect(try await fixture.whoIs(fixture.signIn("agent@acme.example"))?.role == .viewer)
        }
    }

    @Test func the_last_owner_stays() async throws {
        try await AccessFixture.run { fixture in
            let members = Members(fixture.authenticator)
            let owner = try await fixture.user("owner@acme.example")
            #expect(try await code { try await members.deactivate(owner, fixture.context()) } == "last_owner")
            #expect(try await code { try await members.setRole(.agent, of: owner, fixture.context()) } == "last_owner")
            try await members.setRole(.owner, of: fixture.user("admin@acme.example"), fixture.context())
            try await members.deactivate(owner, fixture.context())
        }
    }

    @Test func an_admin_neither_makes_nor_changes_owners() async throws {
        try await AccessFixture.run { fixture in
            let members = Members(fixture.authenticator)
            let agent = try await fixture.user("agent@acme.example")
            let owner = try await fixture.user("owner@acme.example")
            #expect(
                try await code { try await members.setRole(.owner, of: agent, fixture.context(.admin)) } == "forbidden")
            #expect(try await code { try await members.deactivate(owner, fixture.context(.admin)) } == "forbidden")
            await #expect(throws: PostgresError.self) {
                try await fixture.database.query(
                    fixture.context(.admin), "update members set role = 'owner' where id = \(agent)")
            }
        }
    }

    @Test(arguments: [Role.manager, .sales, .agent, .technician, .viewer])
    func lesser_roles_do_not_change_members(role: Role) async throws {
        try await AccessFixture.run { fixture in
            let agent = try await fixture.user("agent@acme.example")
            #expect(
                try await code { try await Members(fixture.authenticator).deactivate(agent, fixture.context(role)) }
                    == "forbidden")
            let changed = try await fixture.database.query(
                fixture.context(role), "update members set name = 'X' where id = \(agent) returning id")
            #expect(changed.isEmpty)
        }
    }

    @Test func one_organisation_does_not_see_anothers_members_keys_or_name() async throws {
        try await AccessFixture.run { fixture in
            for table in ["members", "api_keys", "organisations"] {
                let rows = try await fixture.database.query(
                    fixture.context(in: fixture.globex),
                    SQL(trusted: "select org_id from \(table) where org_id <> app_org()"))
                #expect(rows.isEmpty, "\(table)")
            }
            let moved = try await fixture.database.query(
                fixture.context(in: fixture.globex),
                "update members set name = 'X' where org_id = \(fixture.acme) returning id")
            #expect(moved.isEmpty)
        }
    }

    @Test(arguments: ["users", "sessions", "sign_in_attempts"])
    func the_application_does_not_read_what_belongs_to_all(table: String) async throws {
        try await AccessFixture.run { fixture in
            await #expect(throws: PostgresError.self) {
                try await fixture.database.query(fixture.context(), SQL(trusted: "select * from \(table)"))
            }
        }
    }

    @Test func an_organisation_does_not_write_its_own_plan() async throws {
        try await AccessFixture.run { fixture in
            await #expect(throws: PostgresError.self) {
                try await fixture.database.query(fixture.context(), "update organisations set plan_state = 'trialing'")
            }
        }
    }

    @Test func history_is_purged_and_what_lives_stays() async throws {
        try await AccessFixture.run { fixture in
            let old = try await fixture.signIn("agent@acme.example")
            fixture.clock.advance(.days(170))
            let new = try await fixture.signIn("owner@acme.example")
            fixture.clock.advance(.days(11))
            try await fixture.authenticator.purge()
            #expect(try fixture.test.column("select count(*) from sessions") == ["1"])
            #expect(try await fixture.whoIs(old) == nil)
            #expect(try await fixture.whoIs(new) != nil)
        }
    }

    @Test func signing_out_everywhere_keeps_the_browser_that_asks() async throws {
        try await AccessFixture.run { fixture in
            let here = try await fixture.signIn("agent@acme.example")
            let there = try await fixture.signIn("agent@acme.example")
            let agent = try await fixture.user("agent@acme.example")
            try await Sessions(fixture.authenticator).endAll(of: agent, except: fixture.get(cookie: here))
            #expect(try await fixture.whoIs(here) != nil)
            #expect(try await fixture.whoIs(there) == nil)
        }
    }

    @Test func a_change_to_a_member_is_audited() async throws {
        try await AccessFixture.run { fixture in
            let agent = try await fixture.user("agent@acme.example")
            try await Members(fixture.authenticator).setRole(.viewer, of: agent, fixture.context(.admin))
            let row = try await fixture.database.query(
                fixture.context(), "select * from audit_entries where record_id = \(agent) order by id desc limit 1"
            ).one("entry")
            #expect(try row.get("action") == "update")
            #expect(try row.get("changes", as: JSON.self)["role"] == ["agent", "viewer"])
        }
    }
}
