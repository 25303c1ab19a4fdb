import Access
import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Nobody gives others, or themselves, more than they have.
@Suite(.serialized) struct EscalationTests {
    @Test func rules_that_name_what_there_is_not_are_refused_by_name() async throws {
        try await TestProgram.with { program in
            let cases: [(JSON, String)] = [
                (["nothings": ["verbs": ["read": "none"]]], "rules.nothings"),
                (["leads": ["verbs": ["fly": "none"]]], "rules.leads.verbs.fly"),
                (["leads": ["verbs": ["read": "some"]]], "rules.leads.verbs.read"),
                (["invoices": ["verbs": ["export": "own"]]], "rules.invoices.verbs.export"),
                (["leads": ["fields": ["wings": "hidden"]]], "rules.leads.fields.wings"),
                (["leads": ["fields": ["name": "hidden"]]], "rules.leads.fields.name"),
                (["leads": ["fields": ["phone": "gone"]]], "rules.leads.fields.phone"),
                (["members": ["verbs": ["read": "none"]]], "rules.members"),
                (["leads": ["others": [:]]], "rules.leads.others"),
            ]
            for (rules, field) in cases {
                let answer = try await program.ask(
                    .post, "/api/v1/custom_roles", key: program.keys[.owner],
                    body: ["name": "Wrong", "base_role": "sales", "rules": rules])
                #expect(answer.status == 422)
                #expect(answer.text.contains("\"\(field)\""), "\(answer.text)")
            }
            let owner = try await program.ask(
                .post, "/api/v1/custom_roles", key: program.keys[.owner],
                body: ["name": "Owner", "base_role": "owner", "rules": [:]])
            #expect(owner.status == 422)
        }
    }

    @Test func who_is_narrowed_manages_nobody_s_permissions() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let context = fixture.context(.admin, ["leads": .init(verbs: ["delete": .none])])
            let (roles, members) = (try fixture.resource("custom_roles"), try fixture.resource("members"))
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.create(
                    roles, ["name": "Mine", "base_role": "admin", "rules": [:]], context)
            }
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(members, fixture.mate.value, ["role": "admin"], context)
            }
            await #expect(throws: Problem.self) {
                _ = try await APIKeys(program.application.authenticator)
                    .create(NewAPIKey(name: "wide", role: .admin), context)
            }
            // The database refuses too, whatever Swift would let pass.
            for statement: SQL in [
                "insert into custom_roles (org_id, id, name, base_role) values (app_org(), uuid_v7(), 'x', 'admin')",
                """
                insert into api_keys (org_id, id, name, role, secret_hash, prefix)
                values (app_org(), uuid_v7(), 'x', 'admin', '', '')
                """,
                "insert into team_members (org_id, id, team_id, member_id) select app_org(), uuid_v7(), id, app_user() from teams",
            ] {
                await #expect(throws: PostgresError.self) { _ = try await fixture.database.query(context, statement) }
            }
            let changed = try await fixture.database.query(
                context, "update members set role = 'admin' where id <> app_user() returning id")
            #expect(changed.isEmpty)
            await #expect(throws: PostgresError.self) {
                _ = try await fixture.database.query(
                    context, "update members set role = 'owner' where id = app_user()")
            }
        }
    }

    @Test func nobody_changes_their_own_role_and_admins_do_not_touch_owners() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let members = try fixture.resource("members")
            let problem = await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(
                    members, fixture.asker.value, ["role": "owner"], fixture.context(.owner))
            }
            #expect(problem?.code == "own_role")
            let owner = try #require(
                try program.test.column("select id from members where org_id = '\(program.ours)' and role = 'owner'")
                    .first.flatMap { Identifier($0) })
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(members, owner, ["role": "viewer"], fixture.context(.admin))
            }
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(
                    members, fixture.mate.value, ["role": "owner"], fixture.context(.admin))
            }
        }
    }

    @Test func a_custom_role_belongs_to_the_role_it_narrows() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let members = try fixture.resource("members")
            let made = try await fixture.store.create(
                try fixture.resource("custom_roles"), ["name": "Reader", "base_role": "viewer", "rules": [:]],
                fixture.context(.owner))
            let id = try #require(made["id"])
            let problem = await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(
                    members, fixture.mate.value, ["custom_role_id": id], fixture.context(.owner))
            }
            #expect(problem?.code == "role_mismatch")
            _ = try await fixture.store.update(
                members, fixture.mate.value, ["custom_role_id": id, "role": "viewer"], fixture.context(.owner))
            // A role that is no longer narrowed would be wider: the custom role goes first, and is seen to go.
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(
                    members, fixture.mate.value, ["role": "manager"], fixture.context(.owner))
            }
        }
    }
}
