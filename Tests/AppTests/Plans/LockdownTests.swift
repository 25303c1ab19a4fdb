import Contracts
import Core
import Foundation
import HTTP
import Jobs
import Modules
import Plans
import Postgres
import Records
import TestSupport
import Testing

@testable import App

@Suite(.serialized) struct LockdownTests {
    @Test func admins_lock_down_and_lift_with_a_trail() async throws {
        try await TestProgram.with { program in
            let admin = try #require(program.keys[.admin])
            let manager = try #require(program.keys[.manager])
            let path = "/api/v1/actions/organisation.lock_down"
            #expect(try await program.ask(.post, path, key: manager, body: ["reason": "x"]).status == 403)
            #expect(try await program.ask(.post, path, key: admin, body: ["reason": "Too many calls"]).status == 200)
            let gate = program.application.services.gate
            let standing = try await gate.standing(of: program.ours)
            #expect(standing.may(.chat, at: .systemNow).effect == .blocked)
            #expect(standing.may(.automation, at: .systemNow).effect == .blocked)
            #expect(standing.may(.api, at: .systemNow).isAllowed)
            #expect(try await gate.standing(of: program.theirs).reasons(at: .systemNow).isEmpty)
            let trail = try program.test.column(
                "select action from audit_entries where record_kind = 'organisation_restrictions'")
            #expect(trail == ["organisation.lock_down"])
            let lift = "/api/v1/actions/organisation.lift_lockdown"
            #expect(try await program.ask(.post, lift, key: admin, body: [:]).text.contains("true"))
            #expect(try await program.ask(.post, lift, key: admin, body: [:]).text.contains("false"))
            #expect(try await gate.standing(of: program.ours).reasons(at: .systemNow).isEmpty)
        }
    }

    @Test func paused_keys_are_refused_and_public_pay_pages_stay() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let answer = try await program.ask(
                .post, "/api/v1/actions/organisation.lock_down", key: owner,
                body: ["reason": "Stolen key", "pause_keys": true])
            #expect(answer.status == 200)
            let refused = try await program.ask(.get, "/api/v1/customers", key: owner)
            #expect(refused.status == 403 && refused.text.contains("keys_paused"))
            #expect(try await program.ask(.get, "/pay/nothing").status == 404)
        }
    }

    /// Nobody is behind a reminder or a campaign: what is new here must say who is, or ask for `.automation`.
    @Test func whatever_writes_to_people_says_who_is_behind_it() throws {
        let list = try ReviewedList("outgoing-messages.txt")
        var found: Set<String> = []
        let sources = Repository.root + "/Sources"
        for case let name as String in FileManager.default.enumerator(atPath: sources) ?? .init()
        where name.hasSuffix(".swift")
            && !["Contracts/", "Simulation/", "Surfaces/", "Platform/"].contains(where: name.hasPrefix)
            && !name.hasPrefix("Domains/Messaging/Messages/")
        {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            let writes = text.contains(".sendText(") || text.contains(".sendEmail(")
            if writes, !text.contains("may(.automation") { found.insert(name) }
        }
        #expect(list.unlisted(found).isEmpty, "Say who is behind these, or ask the gate: \(list.unlisted(found))")
        #expect(list.stale(found).isEmpty, "These are gone; remove them: \(list.stale(found))")
    }

    /// One process locks down while another is about to send: nothing that waited leaves.
    @Test func e_mails_that_waited_are_held_when_the_plan_or_the_operator_shuts_them() async throws {
        try await TestProgram.with { program in
            try program.test.run(
                """
                insert into messages (org_id, id, channel, direction, status, from_address, to_address, subject, body, weight,
                  correlation_id)
                select '\(program.ours)', uuid_v7(), 'email', 'outbound', 'queued', 'us@example.com', weight || '@example.com', 'S',
                  'B', weight, 'story' from unnest('{ordinary, member}'::text[]) weight
                """)
            try await program.enter("suspended")
            let store = program.application.store
            for id in try program.test.column("select id from messages") {
                try await store.work(TestDatabase.context(program.ours), "test") {
                    try $0.enqueue(NewJob("messages.send-email", payload: ["message": .string(id)]))
                }
            }
            let kinds = program.application.modules.flatMap { $0.jobs(store) }
                .filter { $0.name == "messages.send-email" }
            try await JobRunner(
                database: program.application.database, kinds: kinds, loops: program.application.loops
            ).runUntilIdle()
            let fates = try program.test.column("select weight || ' ' || status from messages order by weight")
            #expect(fates == ["member sent", "ordinary suppressed"])
        }
    }

    @Test func what_mainline_imposed_is_not_the_organisations_to_lift() async throws {
        try await TestProgram.with { program in
            try await program.enter("suspended")
            #expect(throws: (any Error).self) {
                try program.test.run(
                    """
                    set role mainline_app;
                    select set_config('app.org', '\(program.ours)', false), set_config('app.role', 'owner', false);
                    with gone as (delete from organisation_restrictions where kind = 'suspended' returning 1)
                    select 1 / (select count(*) from gone);
                    """)
            }
            #expect(try program.test.column("select kind from organisation_restrictions") == ["suspended"])
        }
    }

    @Test func an_ended_lockdown_is_tidied_away_and_told_of() async throws {
        try await TestProgram.with { program in
            try program.test.run(
                """
                insert into organisation_restrictions (org_id, kind, since, until, made_by)
                values ('\(program.ours)', 'lockdown', now() - interval '2 hours', now() - interval '1 hour', 'test')
                """)
            try await RestrictionUpkeep(program.application.store).lift()
            #expect(try program.test.column("select kind from organisation_restrictions").isEmpty)
            #expect(
                try program.test.column("select title from notifications where kind = 'organisation.locked-down'")
                    == ["The lockdown has ended"])
        }
    }

    @Test func an_hour_far_from_usual_is_raised_once_and_is_over_by_itself() async throws {
        try await TestProgram.with { program in
            try program.test.run(
                """
                insert into calls (org_id, id, provider_call_id, direction, our_number, their_number, status, state, dialogue,
                  started_at, last_heard_at, correlation_id)
                select '\(program.ours)', uuid_v7(), 'CA' || n, 'inbound', '+1', '+15125550177', 'completed', '{}', '{}',
                  now() - interval '5 minutes', now(), 'x' from generate_series(1, 30) n;
                insert into refusal_tallies (org_id, kind, hour, amount) values ('\(program.ours)', 'webhooks', date_trunc('hour', now()), 400);
                """)
            let watch = AnomalyWatch(program.application.store, rules: AnomalyRules.all)
            try await watch.look()
            try await watch.look()
            #expect(
                try program.test.column("select kind || ' ' || observed from anomalies order by kind")
                    == ["calls_of_number 30", "webhooks 400"])
            #expect(
                try program.test.column("select count(*) from notifications where kind = 'anomaly.raised'") == ["2"])
            try program.test.run("update anomalies set last_seen_at = now() - interval '2 hours'; delete from calls")
            try program.test.run("delete from refusal_tallies")
            try await watch.look()
            #expect(try program.test.column("select distinct status from anomalies") == ["over"])
        }
    }
}
