import Carrier
import Core
import Foundation
import HTTP
import Postgres
import Simulation
import Testing

@testable import App

@Suite(.serialized) struct WebhookReplayTests {
    @Test func every_scenario_ends_as_it_should() async throws {
        try await RunningProgram.run { program in
            for scenario in Scenario.all {
                let result = try await program.play(scenario.name)
                #expect(
                    result.passed, "\(scenario.name): \(result.faults)\n\(result.transcript.joined(separator: "\n"))")
            }
        }
    }

    @Test func the_audit_trail_tells_what_became_of_a_call_and_not_each_turn() async throws {
        try await RunningProgram.run { program in
            let result = try await program.play("new-caller")
            #expect(result.passed, "\(result.faults)")
            let entries = try await program.application.database.systemQuery(
                .operations,
                """
                select changes - '{state, dialogue, turn, last_heard_at}'::text[] = '{}' as is_a_turn
                from audit_entries where record_kind = 'calls'
                """)
            let areTurns = try entries.map { try $0.get("is_a_turn", as: Bool.self) }
            #expect(areTurns.count >= 3)
            #expect(!areTurns.contains(true))
        }
    }

    @Test func replaying_every_webhook_in_any_order_changes_nothing() async throws {
        try await RunningProgram.run { program in
            for name in ["new-caller", "returning-caller", "emergency", "after-hours", "cancel-visit"] {
                let result = try await program.play(name)
                #expect(result.passed, "\(name): \(result.faults)")
            }
            try await program.settle()
            let before = try await program.state()
            let webhooks = program.journal.all
            #expect(Set(webhooks.map { Self.path($0) }).count >= 7)
            let replay = (0..<5).flatMap { _ in webhooks }.shuffled()
            for webhook in replay { #expect(try await program.send(webhook) < 300, "\(webhook.url)") }
            try await program.settle()
            let after = try await program.state()
            for (table, digest) in before where after[table] != digest {
                Issue.record("\(table) had \(digest), has \(after[table] ?? "nothing")")
            }
            #expect(before.count == after.count)
        }
    }

    @Test func bad_webhooks_are_refused_counted_and_change_nothing() async throws {
        try await RunningProgram.run { program in
            for name in ["new-caller", "emergency", "gas-leak", "after-hours"] { _ = try await program.play(name) }
            try await program.settle()
            var samples: [String: SignedWebhook] = [:]
            for webhook in program.journal.all { samples[Self.path(webhook)] = webhook }
            if var dialed = samples["/webhooks/twilio/voice/turn"] {
                dialed.url = dialed.url.replacing("/turn?", with: "/dialed?")
                dialed.parameters.append(("DialCallStatus", "completed"))
                samples["/webhooks/twilio/voice/dialed"] = dialed
            }
            let paths = program.application.router.routes.map(\.pattern).filter { $0.hasPrefix("/webhooks/twilio/") }
            #expect(
                Set(paths).subtracting(samples.keys).isEmpty, "no sample of \(Set(paths).subtracting(samples.keys))")
            let before = try await program.state()
            var expected: [String: Double] = [:]
            for (path, webhook) in samples {
                for (reason, status, bad, signature) in Self.spoilt(webhook) {
                    #expect(try await program.send(bad, signature: signature) == status, "\(path): \(reason)")
                    expected[reason, default: 0] += 1
                }
            }
            try await program.settle()
            for (reason, count) in expected {
                #expect(
                    try await program.counted("mainline_webhooks_refused_total{reason=\"\(reason)\"}") == count,
                    "\(reason)")
            }
            let after = try await program.state()
            #expect(after == before)
        }
    }

    private static func path(_ webhook: SignedWebhook) -> String {
        let start = webhook.url.range(of: "/webhooks/")?.lowerBound ?? webhook.url.startIndex
        return String(webhook.url[start...].prefix { $0 != "?" })
    }

    /// The webhook with one thing wrong, and what must be answered.
    private static func spoilt(_ webhook: SignedWebhook) -> [(
        reason: String, status: Int, webhook: SignedWebhook, signature: String?
    )] {
        var all: [(reason: String, status: Int, webhook: SignedWebhook, signature: String?)] = [
            ("signature", 403, webhook, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), ("signature", 403, webhook, ""),
        ]
        func change(_ reason: String, _ status: Int, _ edit: (inout [(name: String, value: String)]) -> Void) {
            var copy = webhook
            edit(&copy.parameters)
            all.append((reason, status, copy, nil))
        }
        let key = webhook.parameters.contains { $0.name == "CallSid" } ? "CallSid" : "MessageSid"
        change("missing", 400) { $0.removeAll { $0.name == key } }
        change("missing", 400) { parameters in
            for index in parameters.indices where parameters[index].name == key { parameters[index].value = "" }
        }
        change("repeated", 400) { $0.append((key, "CA00000000000000000000000000000000")) }
        change("repeated", 400) { parameters in if let first = parameters.first { parameters.append(first) } }
        change("account", 403) { parameters in
            for index in parameters.indices where parameters[index].name == "AccountSid" {
                parameters[index].value = "AC0"
            }
        }
        if webhook.parameters.contains(where: { $0.name == "Timestamp" }) {
            for (reason, time) in [("stale", "Mon, 02 Mar 2026 09:00:00 +0000"), ("malformed", "yesterday")] {
                change(reason, 400) { parameters in
                    for index in parameters.indices where parameters[index].name == "Timestamp" {
                        parameters[index].value = time
                    }
                }
            }
        }
        return all
    }
}
