internal import CallEngine
internal import Core
internal import Foundation
internal import Postgres
internal import Records

/// One call as its row holds it.
struct CallRecord: Sendable {
    let id: ID<Call>
    let providerID: String
    let correlation: String
    let ourNumber: String
    let theirNumber: String?
    let startedAt: Instant
    var customer: ID<Customer>?
    var appointment: Identifier?
    var state: CallState
    var dialogue: Dialogue
    var turn: Int
    var summary: String?
    var voicemail: (url: String, seconds: Int)?
    /// The next line of the transcript.
    var nextLine: Int
    let wasEnded: Bool

    /// Locks the call's row until the transaction ends. nil if there is no such call.
    static func lock(_ providerID: String, in work: Work) async throws -> CallRecord? {
        let rows = try await work.query(
            """
            select id, provider_call_id, correlation_id, our_number, their_number, started_at, customer_id, appointment_id, state,
              dialogue, turn, summary, ended_at is not null as was_ended,
              (select coalesce(max(position) + 1, 0) from call_lines l where l.org_id = c.org_id and l.call_id = c.id) as next_line
            from calls c where org_id = app_org() and provider_call_id = \(providerID) for update of c
            """)
        return try rows.first.map(CallRecord.init(row:))
    }

    private init(row: Row) throws {
        id = try row.get("id")
        providerID = try row.get("provider_call_id")
        correlation = try row.get("correlation_id")
        ourNumber = try row.get("our_number")
        theirNumber = try row.optional("their_number")
        startedAt = try row.get("started_at")
        customer = try row.optional("customer_id")
        appointment = try row.optional("appointment_id")
        state = try JSONDecoder().decode(CallState.self, from: Data(try row.get("state", as: String.self).utf8))
        dialogue = try JSONDecoder().decode(Dialogue.self, from: Data(try row.get("dialogue", as: String.self).utf8))
        turn = try row.get("turn")
        summary = try row.optional("summary")
        nextLine = try row.get("next_line")
        wasEnded = try row.get("was_ended")
    }

    /// Adds a line to the transcript.
    mutating func say(_ speaker: String, _ text: String, confidence: Double? = nil, in work: Work) {
        work.queue(
            """
            insert into call_lines (org_id, call_id, position, speaker, text, confidence, at)
            values (app_org(), \(id), \(nextLine), \(speaker), \(String(text.prefix(4000))), \(confidence), \(work.now))
            """)
        nextLine += 1
    }

    /// Writes the call back; sent with the next awaited statement.
    func save(in work: Work) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let state = String(decoding: try encoder.encode(self.state), as: UTF8.self)
        let dialogue = String(decoding: try encoder.encode(self.dialogue), as: UTF8.self)
        work.queue(
            """
            update calls set state = \(state)::jsonb, dialogue = \(dialogue)::jsonb, turn = \(turn), status = \(self.state.status.word),
              outcome = \(self.dialogue.outcome?.rawValue), intent = \(self.dialogue.intent?.rawValue), summary = \(summary),
              customer_id = \(customer), appointment_id = \(appointment), answered_at = \(self.state.answeredAt),
              ended_at = \(self.state.endedAt), duration_seconds = \(self.state.duration), last_heard_at = \(work.now),
              voicemail_url = coalesce(\(voicemail?.url), voicemail_url),
              voicemail_seconds = coalesce(\(voicemail?.seconds)::int, voicemail_seconds)
            where org_id = app_org() and id = \(id)
            """)
    }

    /// Makes the row of a call that has just been announced; does nothing if it is there.
    static func announce(
        _ providerID: String, ourNumber: String, theirNumber: String?, customer: ID<Customer>?, in work: Work
    ) async throws {
        let encoder = JSONEncoder()
        let dialogue = String(decoding: try encoder.encode(Dialogue()), as: UTF8.self)
        let state = String(decoding: try encoder.encode(CallState()), as: UTF8.self)
        try await work.query(
            """
            insert into calls (org_id, id, provider_call_id, direction, our_number, their_number, customer_id, status, state,
              dialogue, started_at, last_heard_at, correlation_id)
            values (app_org(), \(work.context.newID(Call.self)), \(providerID), 'inbound', \(ourNumber), \(theirNumber), \(customer),
              'ringing', \(state)::jsonb, \(dialogue)::jsonb, \(work.now), \(work.now), \(work.context.correlation))
            on conflict on constraint calls_provider_key do nothing
            """)
    }
}

/// A telephone call.
enum Call {}
