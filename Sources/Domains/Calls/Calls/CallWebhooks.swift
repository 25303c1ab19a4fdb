internal import CallEngine
internal import Carrier
internal import Contracts
internal import Core
internal import HTTP
internal import Records

/// The carrier's webhooks about calls. Each is checked, routed by number to its organisation, and answered.
struct CallWebhooks: Sendable {
    let desk: CallDesk
    let account: CarrierAccount
    let numbers: any NumberBook
    let refusals: CarrierRefusals

    var routes: [Route] {
        [
            route("/webhooks/twilio/voice", incoming), route("/webhooks/twilio/voice/turn", turn),
            route("/webhooks/twilio/voice/recorded", recorded), route("/webhooks/twilio/voice/dialed", dialed),
            route("/webhooks/twilio/voice/status", status),
        ]
    }

    private func route(_ path: String, _ handler: @escaping @Sendable (Request) async throws -> Response) -> Route {
        .webhook(.post, path, provider: "twilio") { request in
            try await refusals.counting { try await handler(request) }
        }
    }

    // MARK: - What is said

    private func incoming(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "To", "CallStatus"])
        let sid = try webhook.required("CallSid")
        let number = Self.callerNumber(webhook["From"])
        let verified = webhook["StirVerstat"] == "TN-Validation-Passed-A"
        return try await inCall(webhook, request) { session in
            let work = session.work
            let (start, customer) = try await desk.start(number: number, verified: verified, in: work)
            try await CallRecord.announce(
                sid, ourNumber: try webhook.required("To"), theirNumber: number, customer: customer, in: work)
            return try await session.answer(sid, key: "start") { call in
                // A status may have announced the call before: who is calling is known only now.
                call.customer = customer
                try work.emit(
                    EventKinds.callStarted, "calls", call.id.value, customer: customer,
                    ["from": .text(number), "customer_name": .text(start.caller?.name)])
                return .start(start)
            }
        }
    }

    private func turn(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "To"])
        return try await answer(webhook, request, "turn") { _ in Self.heard(webhook) }
    }

    private func recorded(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "To"])
        let seconds = webhook["RecordingDuration"].flatMap { Int($0) } ?? 0
        let url = webhook["RecordingUrl"]
        return try await answer(webhook, request, "recorded") { call in
            if let url { call.voicemail = (url, seconds) }
            return .voicemailRecorded(seconds: seconds)
        }
    }

    private func dialed(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "To", "DialCallStatus"])
        let wasTaken = ["completed", "answered"].contains(webhook["DialCallStatus"])
        return try await answer(webhook, request, "dialed") { _ in wasTaken ? .transferred : .transferFailed }
    }

    private func answer(
        _ webhook: CarrierRequest, _ request: Request, _ kind: String,
        _ heard: @escaping @Sendable (inout CallRecord) -> Heard
    ) async throws -> Response {
        guard let turn = webhook.query["n"].flatMap({ Int($0) }), turn > 0 else {
            throw CarrierRefusal(.missing, 400, "The webhook's address lacks the turn “n”.")
        }
        let sid = try webhook.required("CallSid")
        return try await inCall(webhook, request) { try await $0.answer(sid, key: "\(kind)-\(turn)") { heard(&$0) } }
    }

    private static func heard(_ webhook: CarrierRequest) -> Heard {
        if let speech = webhook["SpeechResult"] {
            return .speech(speech, confidence: webhook["Confidence"].flatMap { Double($0) } ?? 0.9)
        }
        return webhook["Digits"].map { .digits($0) } ?? .silence
    }

    /// Withheld numbers come as words.
    private static func callerNumber(_ from: String?) -> String? { from.flatMap { $0.hasPrefix("+") ? $0 : nil } }

    // MARK: - What becomes of the line

    private func status(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "To", "CallStatus"])
        // Of the calls that we place, alerts, nothing is kept here.
        if webhook["Direction"]?.hasPrefix("outbound") == true {
            return Response(headers: ["Content-Type": "text/xml; charset=utf-8"], body: .text(TwiML().document))
        }
        let sid = try webhook.required("CallSid")
        let word = try webhook.required("CallStatus")
        let sequence = webhook["SequenceNumber"].flatMap { Int($0) } ?? -1
        let time =
            try webhook["Timestamp"].map { try CarrierTime.parse($0, now: desk.store.clock.now) }
            ?? desk.store.clock.now
        let duration = webhook["CallDuration"].flatMap { Int($0) }
        let event = CallEvent(status: CallStatus(word), sequence: sequence, time: time, duration: duration)
        let (ours, theirs) = (try webhook.required("To"), Self.callerNumber(webhook["From"]))
        return try await inCall(webhook, request) { session in
            // The first status may come before the question what to say; it counts all the same.
            try await CallRecord.announce(sid, ourNumber: ours, theirNumber: theirs, customer: nil, in: session.work)
            try await session.status(sid, event, key: "status-\(sequence)-\(word)")
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"
        }
    }

    // MARK: - Routing

    /// Runs `body` in the organisation of the called number, under the call's own correlation id.
    private func inCall(
        _ webhook: CarrierRequest, _ request: Request, _ body: @escaping @Sendable (CallSession) async throws -> String
    ) async throws -> Response {
        guard let organisation = try await numbers.organisation(of: try webhook.required("To")) else {
            throw Problem.notFound("number")
        }
        let context = try await desk.store.systemContext(
            organisation, actor: "assistant", correlation: "call-" + (try webhook.required("CallSid")), surface: .voice)
        let document = try await desk.store.work(context, "calls.converse") { work in
            try await body(CallSession(desk: desk, work: work))
        }
        return Response(headers: ["Content-Type": "text/xml; charset=utf-8"], body: .text(document))
    }
}
