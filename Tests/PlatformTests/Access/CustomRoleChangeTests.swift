import Core
import Postgres
import TestSupport
import Testing

@testable import Access

/// A role that is given, changed or taken away holds at once, in every process.
@Suite struct CustomRoleChangeTests {
    private static let id = Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0777)

    private func change(_ fixture: AccessFixture, _ statement: SQL) async throws {
        _ = try await fixture.database.query(fixture.context(), statement)
    }

    @Test func a_session_remembered_by_another_process_follows_the_role_and_the_team() async throws {
        try await AccessFixture.run { fixture in
            let other = Authenticator(database: fixture.database, clock: fixture.clock.source)
            other.start(listeningOn: fixture.application)
            for _ in 0..<500 where !other.cache.hearsChanges { try await Task.sleep(for: .milliseconds(10)) }
            let request = try fixture.get(cookie: try await fixture.signIn("sales@acme.example"))
            let (me, mate) = (
                try await fixture.user("sales@acme.example"), try await fixture.user("agent@acme.example")
            )
            func now(until isRight: (Context) -> Bool) async throws -> Bool {
                for _ in 0..<500 {
                    if let context = try await other.authenticate(request), isRight(context) { return true }
                    try await Task.sleep(for: .milliseconds(10))
                }
                return false
            }
            #expect(try await now { $0.grants == nil && $0.team.isEmpty })
            try await change(
                fixture,
                """
                insert into custom_roles (org_id, id, name, base_role, rules) values (app_org(), \(Self.id), 'Reader', 'sales',
                  '{"leads": {"verbs": {"update": "none"}}}')
                """)
            try await change(fixture, "update members set custom_role_id = \(Self.id) where id = \(me)")
            #expect(try await now { $0.grants?.reach("leads", "update") == Grants.Reach.none })
            try await change(
                fixture,
                "update custom_roles set rules = '{\"leads\": {\"verbs\": {\"read\": \"team\"}}}' where id = \(Self.id)"
            )
            #expect(try await now { $0.grants?.reach("leads", "read") == .team })
            let team = fixture.context().newID(Team.self)
            try await change(fixture, "insert into teams (org_id, id, name) values (app_org(), \(team), 'North')")
            for member in [me, mate] {
                try await change(
                    fixture,
                    """
                    insert into team_members (org_id, id, team_id, member_id)
                    values (app_org(), uuid_v7(), \(team), \(member))
                    """)
            }
            #expect(try await now { Set($0.team) == [me, mate] && $0.team.first == me })
            try await change(fixture, "update members set custom_role_id = null where id = \(me)")
            #expect(try await now { $0.grants == nil })
            await other.stop()
        }
    }

    @Test func a_key_carries_a_custom_role() async throws {
        try await AccessFixture.run { fixture in
            try await change(
                fixture,
                """
                insert into custom_roles (org_id, id, name, base_role, rules) values (app_org(), \(Self.id), 'Reader', 'agent',
                  '{"leads": {"verbs": {"read": "none"}}}')
                """)
            var new = NewAPIKey(name: "K", role: .agent)
            new.customRole = Self.id
            let made = try await APIKeys(fixture.authenticator).create(new, fixture.context())
            let context = try await fixture.whoHolds(made.text)
            #expect(context?.grants?.name == "Reader")
            #expect(context?.grants?.reach("leads", "read") == Grants.Reach.none)
            // Its successor does too.
            let next = try await APIKeys(fixture.authenticator).rotate(made.id, fixture.context())
            #expect(try await fixture.whoHolds(next.text)?.grants?.name == "Reader")
        }
    }
}

private enum Team {}
