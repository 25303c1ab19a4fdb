internal import Core
internal import Foundation
internal import Postgres

/// Looks, after a scenario, whether what was said on the phone is true.
struct ScenarioInspection: Sendable {
    let run: ScenarioRun

    init(_ run: ScenarioRun) { self.run = run }

    var stage: Stage { run.stage }
    /// The scenario's last call; without a call nothing can be inspected.
    var lastCall: PlayedCall { run.calls.last ?? PlayedCall(sid: "none", from: "") }

    func query(_ sql: SQL) async throws -> Rows { try await run.backstage.database.query(stage.context, sql) }

    func count(_ sql: SQL) async throws -> Int { try await query(sql).one("count").get("count") }

    /// Those of `conditions` that do not hold, in words.
    static func faults(_ conditions: [(holds: Bool, fault: String)]) -> [String] {
        conditions.filter { !$0.holds }.map(\.fault)
    }

    /// How the last call ended, as the database has it.
    func outcome() async throws -> String? {
        try await query("select outcome from calls where org_id = app_org() and provider_call_id = \(lastCall.sid)")
            .first?.optional("outcome")
    }

    // MARK: - Every call

    /// What holds for every scenario: the outcome, the transcript, the owner told, one story under one correlation id.
    func common(outcome: String) async throws -> [String] {
        var faults: [String] = []
        for (index, call) in run.calls.enumerated() {
            faults += call.faults
            let rows = try await query(
                """
                select c.outcome, c.status, c.ended_at is not null as has_ended, c.correlation_id,
                  (select count(*) from call_lines l where l.org_id = c.org_id and l.call_id = c.id) as lines
                from calls c where c.org_id = app_org() and c.provider_call_id = \(call.sid)
                """)
            guard let row = rows.first else {
                faults.append("the call \(call.sid) is not in the database")
                continue
            }
            let found: String? = try row.optional("outcome")
            let correlation: String = try row.get("correlation_id")
            if index == run.calls.count - 1, found != outcome {
                faults.append("the outcome is \(found ?? "none"), not \(outcome)")
            }
            faults += Self.faults([
                (found != nil, "a call ended without an outcome"),
                (try row.get("has_ended") && row.get("status") == "completed", "a call has not ended"),
                (
                    try row.get("lines", as: Int.self) >= call.lines.count,
                    "the transcript has fewer lines than were said"
                ),
                (correlation == call.correlation, "the call has the correlation id \(correlation)"),
            ])
        }
        return try await faults + ownerTold(outcome) + oneStory()
    }

    /// The owner gets an e-mail about every call that had a result.
    private func ownerTold(_ outcome: String) async throws -> [String] {
        guard outcome != "abandoned", outcome != "blocked" else { return [] }
        let told = try await count(
            """
            select count(*) from messages where org_id = app_org() and channel = 'email' and to_address = \(stage.ownerEmail)
              and status = 'sent' and about_kind = 'calls' and correlation_id = \(lastCall.correlation)
            """)
        return told == 1 ? [] : ["the owner got \(told) e-mails about the call"]
    }

    /// Everything that happened since the organisation was made belongs to one of its calls.
    private func oneStory() async throws -> [String] {
        let stories = run.calls.map(\.correlation)
        let rows = try await query(
            """
            select distinct place, correlation_id from (
              select 'events' as place, correlation_id from events where org_id = app_org()
              union all select 'audit_entries', correlation_id from audit_entries
                where org_id = app_org() and record_kind <> 'phone_numbers'
              union all select 'messages', correlation_id from messages where org_id = app_org() and direction = 'outbound'
              union all select 'callbacks', correlation_id from callbacks where org_id = app_org()
              union all select 'emergencies', correlation_id from emergencies where org_id = app_org()) story
            where correlation_id not like 'provision-%' and not correlation_id = any(\(stories))
              and correlation_id not in (select correlation_id from messages where org_id = app_org() and direction = 'inbound')
            """)
        return try rows.map {
            "\(try $0.get("place", as: String.self)) has the correlation id \(try $0.get("correlation_id", as: String.self))"
        }
    }

    /// `words` are said, and before `later`.
    func says(_ words: String, before later: String) -> [String] {
        let said = lastCall.said
        guard let place = said.range(of: words) else { return ["nobody said “\(words)”"] }
        guard let after = said.range(of: later) else { return [] }
        return place.lowerBound < after.lowerBound ? [] : ["“\(words)” was said only after “\(later)”"]
    }

    func greetsByName(_ name: String) -> [String] {
        lastCall.lines.first?.text.contains(name) == true ? [] : ["the caller was not greeted as \(name)"]
    }
}
