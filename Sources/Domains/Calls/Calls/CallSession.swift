internal import CallEngine
internal import Carrier
internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// One webhook's worth of a call: what was heard goes to the conversation, what it wants is done, what it says becomes
/// the carrier's next instructions. All in one transaction; a webhook that comes again gets the same answer.
struct CallSession: Sendable {
    let desk: CallDesk
    let work: Work

    /// Effects performed for one webhook before the caller is handed to a person instead.
    private static let effectLimit = 12

    /// Answers a webhook of a call that exists.
    /// - Parameter key: names the webhook among those of its call: `start`, `turn-3`.
    func answer(_ providerID: String, key: String, heard: (inout CallRecord) async throws -> Heard) async throws
        -> String
    {
        guard var call = try await CallRecord.lock(providerID, in: work) else { throw Problem.notFound("call") }
        if let stored = try await stored(providerID, key) { return stored }
        let heard = try await heard(&call).withoutSecrets
        record(heard, in: &call)
        let response = try await converse(heard, &call)
        try call.save(in: work)
        remember(providerID, key, response)
        return response
    }

    /// Lets the conversation and the effects take turns until there is something for the line.
    private func converse(_ first: Heard, _ call: inout CallRecord) async throws -> String {
        let facts = try await desk.facts(in: work)
        let effects = CallEffects(desk: desk, work: work)
        let line = TwiML()
        var spoken: [String] = []
        var heard = first
        var isAnswered = false
        for _ in 0..<Self.effectLimit {
            var next: Heard?
            for step in call.dialogue.hear(heard, facts: facts) {
                if case .say(let text) = step {
                    spoken.append(text)
                } else if let result = try await effects.perform(step, &call) {
                    next = result
                } else {
                    write(step, spoken: spoken, to: line, &call)
                }
            }
            guard let result = next else {
                isAnswered = true
                break
            }
            heard = result
        }
        if !isAnswered { try await handOver(&call, effects, &spoken, line) }
        for text in spoken { call.say("assistant", text, in: work) }
        return line.document
    }

    /// The conversation and the effects go round in circles: somebody calls back.
    private func handOver(
        _ call: inout CallRecord, _ effects: CallEffects, _ spoken: inout [String], _ line: TwiML
    ) async throws {
        let request = CallbackRequest(
            reason: .failure, phone: call.dialogue.phone ?? call.theirNumber, name: call.dialogue.name,
            about: call.dialogue.problem)
        _ = try await effects.perform(.queueCallback(request), &call)
        spoken = ["I'm sorry, I can't finish this right now. Somebody will call you back shortly."]
        write(.end(.callbackQueued), spoken: spoken, to: line, &call)
    }

    /// What is for the line, as the carrier's instructions.
    private func write(_ step: Step, spoken: [String], to line: TwiML, _ call: inout CallRecord) {
        switch step {
        case .gather(let gather):
            call.turn += 1
            line.gather(
                action: "/webhooks/twilio/voice/turn?n=\(call.turn)", speech: !gather.keysOnly, digits: gather.digits,
                timeout: gather.timeout, hints: gather.hints
            ) { inner in for text in spoken { inner.say(text) } }
        case .recordVoicemail(let seconds):
            call.turn += 1
            for text in spoken { line.say(text) }
            line.record(action: "/webhooks/twilio/voice/recorded?n=\(call.turn)", maximumSeconds: seconds)
        case .transfer(let target):
            call.turn += 1
            for text in spoken { line.say(text) }
            line.dial(target.phone, action: "/webhooks/twilio/voice/dialed?n=\(call.turn)")
        case .end(.blocked) where spoken.isEmpty: line.reject()
        case .end:
            for text in spoken { line.say(text) }
            line.hangUp()
        case .say, .findSlots, .book, .reschedule, .cancel, .alertOwner, .queueCallback: break
        }
    }

    private func record(_ heard: Heard, in call: inout CallRecord) {
        switch heard {
        case .speech(let text, let confidence): call.say("caller", text, confidence: confidence, in: work)
        case .digits(let digits): call.say("caller", "[keys \(digits)]", in: work)
        case .silence: call.say("caller", "[silence]", in: work)
        case .voicemailRecorded(let seconds): call.say("caller", "[voicemail, \(seconds) seconds]", in: work)
        default: break
        }
    }

    // MARK: - The carrier's status

    /// Joins a status callback; when the line is down and the conversation is not over, it ends there.
    func status(_ providerID: String, _ event: CallEvent, key: String) async throws {
        guard var call = try await CallRecord.lock(providerID, in: work) else { return }
        if try await stored(providerID, key) != nil { return }
        call.state.join(event)
        if call.state.hasEnded, call.dialogue.outcome == nil { try await hangUp(&call) }
        try call.save(in: work)
        remember(providerID, key, "")
        if call.state.hasEnded, !call.wasEnded { try announceEnd(call) }
    }

    private func hangUp(_ call: inout CallRecord) async throws {
        _ = try await converse(.hangUp, &call)
    }

    private func announceEnd(_ call: CallRecord) throws {
        try work.emit(
            EventKinds.callEnded, "calls", call.id.value, customer: call.customer,
            [
                "outcome": .text(call.dialogue.outcome?.rawValue), "summary": .text(call.summary),
                "duration_seconds": call.state.duration.map { .int(Int64($0)) } ?? .null,
                "turns": .int(Int64(call.turn)),
                "from": .text(call.theirNumber),
            ])
    }

    // MARK: - Webhooks seen

    private func stored(_ providerID: String, _ key: String) async throws -> String? {
        let rows = try await work.query(
            "select response from call_webhooks where org_id = app_org() and provider_call_id = \(providerID) and key = \(key)"
        )
        return try rows.first?.get("response")
    }

    private func remember(_ providerID: String, _ key: String, _ response: String) {
        work.queue(
            """
            insert into call_webhooks (org_id, provider_call_id, key, response)
            values (app_org(), \(providerID), \(key), \(response))
            """)
    }
}
