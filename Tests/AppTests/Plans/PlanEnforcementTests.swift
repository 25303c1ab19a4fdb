import Contracts
import Core
import HTTP
import Plans
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Every state × channel, at the doors themselves.
@Suite(.serialized) struct PlanEnforcementTests {
    private static let now = Instant.systemNow

    @Test func every_state_is_held_at_every_door() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            let key = try #require(program.keys[.owner])
            for (index, (code, standing)) in PlanTableTests.standings.enumerated() {
                try await program.enter(code)
                func effect(_ channel: Channel) -> ChannelEffect {
                    standing.may(channel, at: Instant(seconds: 1_772_442_000)).effect
                }
                let sid = "CA\(index)"
                let greeting = try await program.ring(sid)
                let takesMessages = greeting.contains("Nobody can take your call")
                #expect(takesMessages == (effect(.voice) != .allowed), "\(code): \(greeting)")
                // An emergency reaches the owner in every state.
                let alarm =
                    takesMessages
                    ? try await program.press("1", sid)
                    : try await program.carrier(
                        "/webhooks/twilio/voice/turn?n=1",
                        [
                            ("CallSid", sid), ("To", TestProgram.ourNumber), ("Confidence", "0.95"),
                            ("SpeechResult", "A pipe burst and water is everywhere"),
                        ]
                    ).text
                #expect(alarm.contains("alerted"), "\(code): \(alarm)")
                let raised = try program.test.column(
                    "select count(*) from emergencies e join calls c on c.id = e.call_id where c.provider_call_id = '\(sid)'"
                )
                #expect(raised == ["1"], "\(code)")

                #expect(
                    try await program.send(.ordinary) == (effect(.sms) == .allowed ? "queued" : "suppressed"), "\(code)"
                )
                #expect(try await program.send(.emergency) == "queued", "\(code)")
                #expect(try await program.send(.mandatory) == "queued", "\(code)")
                #expect(
                    try await program.mail(.ordinary) == (effect(.email) == .allowed ? "queued" : "suppressed"),
                    "\(code)")
                #expect(try await program.mail(.member) == "queued", "\(code)")
                #expect(try await program.mail(.emergency) == "queued", "\(code)")

                let read = try await program.ask(.get, "/api/v1/customers", key: key)
                #expect((read.status == 200) == (effect(.api) != .blocked), "\(code): \(read.status)")
                let write = try await program.ask(
                    .post, "/api/v1/customers", key: key, body: ["name": .string("Customer \(index)")])
                #expect((write.status == 201) == (effect(.api) == .allowed), "\(code): \(write.status) \(write.text)")
                if effect(.api) != .allowed { #expect([402, 403].contains(write.status), "\(code)") }
            }
        }
    }

    @Test func with_emergencies_turned_off_a_narrowed_telephone_only_takes_messages() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.enter("lockdown")
            let key = try #require(program.keys[.owner])
            let answer = try await program.ask(
                .post, "/api/v1/actions/organisation.set_emergency_policy", key: key, body: ["always": false])
            #expect(answer.status == 200)
            let greeting = try await program.ring("CA1")
            #expect(greeting.contains("911") && greeting.contains("<Record"), "\(greeting)")
        }
    }

    @Test func a_message_left_with_a_narrowed_organisation_queues_a_callback() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.enter("past_due")
            _ = try await program.ring("CA1")
            let tone = try await program.press("2", "CA1")
            #expect(tone.contains("<Record"))
            _ = try await program.carrier(
                "/webhooks/twilio/voice/recorded?n=2",
                [
                    ("CallSid", "CA1"), ("To", TestProgram.ourNumber), ("RecordingDuration", "12"),
                    ("RecordingUrl", "https://api.twilio.com/recording"),
                ])
            #expect(try program.test.column("select outcome from calls") == ["voicemail"])
            #expect(try program.test.column("select reason from callbacks") == ["voicemail"])
        }
    }

    @Test func the_operator_changes_plans_and_nobody_within() async throws {
        try await TestProgram.with { program in
            let terms = try await PlanOffice(program.application.store).change(
                PlanChange(plan: .starter, overrides: [.calls: 10, .texts: -1], by: "operator:cli"), of: program.ours)
            #expect(terms.limit(.calls) == 10 && terms.limit(.texts) == nil && terms.limit(.members) == 3)
            #expect(
                try program.test.column(
                    "select actor from audit_entries where record_kind = 'organisations' and action = 'plan.change'")
                    == ["operator:cli"])
            #expect(throws: (any Error).self) {
                try program.test.run(
                    """
                    set role mainline_app; select set_config('app.org', '\(program.ours)', false), set_config('app.role', 'owner', false);
                    update organisations set plan_state = 'active'
                    """)
            }
        }
    }

    @Test func the_plans_limit_of_members_holds_wherever_one_is_added() async throws {
        try await TestProgram.with { program in
            try await PlanOffice(program.application.store).change(
                PlanChange(overrides: [.members: 2], by: "operator:cli"), of: program.ours)
            func add(_ number: Int) throws {
                try program.test.run(
                    """
                    insert into users (id, email, name) values (uuid_v7(), 'new\(number)@acme.example', 'New');
                    insert into members (org_id, id, name, email, role)
                    select '\(program.ours)', id, 'New', email, 'agent' from users where email = 'new\(number)@acme.example'
                    """)
            }
            try add(1)
            #expect(throws: (any Error).self) { try add(2) }
        }
    }

    @Test func use_is_counted_and_told_of_once() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            let store = program.application.store
            try await PlanOffice(store).change(PlanChange(overrides: [.calls: 5], by: "operator:cli"), of: program.ours)
            let count = UsageCount(store, measures: UsageMeasures.all)
            func call(_ number: Int, _ ago: String) throws {
                try program.test.run(
                    """
                    insert into calls (org_id, id, provider_call_id, direction, our_number, status, state, dialogue, started_at,
                      last_heard_at, correlation_id) select '\(program.ours)', uuid_v7(), 'CA\(ago)' || n, 'inbound', '+1', 'completed',
                      '{}', '{}', greatest(now() - interval '\(ago)', date_trunc('month', now())), now(), 'x' from generate_series(1, \(number)) n
                    """)
            }
            func used() throws -> [String] {
                try program.test.column(
                    "select amount from plan_usage where org_id = '\(program.ours)' and cap = 'calls'")
            }
            func told() throws -> [String] {
                try program.test.column(
                    "select title from notifications where kind = 'plan.limit-near' order by created_at, id")
            }
            try call(4, "2 minutes")
            try await count.count()
            try await count.count()
            #expect(try used() == ["4"])
            #expect(try told() == ["Calls: four fifths of the plan are used"])
            try call(1, "1 minute")
            try await count.count(isWhole: true)
            try await count.count()
            #expect(try used() == ["5"])
            #expect(try told().count == 2)
            let standing = try await program.application.services.gate.standing(of: program.ours)
            #expect(standing.may(.voice, at: store.clock.now).reason?.code == "cap_calls")
        }
    }
}
