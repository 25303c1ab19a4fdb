internal import Carrier
internal import Core
internal import Crypto
internal import HTTPClient

/// Plays a caller and the carrier between: does what the TwiML says, answers by the script, and reports the call's
/// progress as a carrier does: one report twice, one too late, one webhook sent again.
struct CallPlayer: Sendable {
    let line: CarrierLine
    let script: CallScript
    /// The caller's number, and ours.
    let from: String
    let to: String
    /// Whether the carrier attests the caller's number.
    var isAttested = false

    /// Questions after which a caller has had enough: something goes in circles.
    private static let turnLimit = 60

    /// What follows an instruction.
    private enum Next {
        case document([UInt8])
        case over
    }

    /// Plays the whole call. Throws `HTTPClientError` if Mainline cannot be reached.
    func play() async throws -> PlayedCall {
        var call = PlayedCall(sid: "CA" + Hex.encode(Random.bytes(16)), from: from)
        var memory = CallScript.Memory(script)
        let started = Instant.systemNow
        try await report("initiated", 0, &call)
        let first = SignedWebhook(
            url: line.account.publicURL + "/webhooks/twilio/voice", parameters: parameters(call, "ringing"))
        var document = try await ask(first, &call)
        if let again = try await ask(first, &call), again != document {
            call.faults.append("the call's webhook, sent again, was answered differently")
        }
        try await report("in-progress", 2, &call)
        try await report("ringing", 1, &call)
        try await report("ringing", 1, &call)
        while let current = document {
            document = try await perform(current, &call, &memory)
        }
        let seconds = 4 + call.lines.reduce(0) { $0 + $1.text.count } / 15
        let ending = [
            ("CallDuration", "\(seconds)"), ("Duration", "\((seconds + 59) / 60)"), ("SipResponseCode", "200"),
        ]
        let end = max(started + .seconds(1), .systemNow)
        try await report("completed", 3, &call, ending, at: end)
        try await report("completed", 3, &call, ending, at: end)
        return call
    }

    // MARK: - Instructions

    /// Performs a document; gives the next one, nil when the line is down.
    private func perform(_ document: [UInt8], _ call: inout PlayedCall, _ memory: inout CallScript.Memory) async throws
        -> [UInt8]?
    {
        let verbs: [TwiMLVerb]
        do { verbs = try TwiMLReader.read(document) } catch {
            call.faults.append("\(error)")
            return nil
        }
        var said: [String] = []
        for verb in verbs {
            switch verb.name {
            case "Say": hear([verb], &said, &call)
            case "Gather":
                hear(verb.children, &said, &call)
                switch try await answer(verb, said.joined(separator: " "), &call, &memory) {
                case .document(let next): return next
                case .over: return nil
                case nil: said = []
                }
            case "Record":
                guard script.voicemailSeconds > 0 else { continue }  // silence falls through to the next instruction
                call.lines.append(.init(speaker: "caller", text: "[voicemail, \(script.voicemailSeconds) seconds]"))
                let recording = "RE" + Hex.encode(Random.bytes(16))
                return try await follow(
                    verb,
                    [
                        ("RecordingDuration", "\(script.voicemailSeconds)"), ("RecordingSid", recording),
                        ("Digits", "#"),
                        (
                            "RecordingUrl",
                            "https://api.twilio.com/2010-04-01/Accounts/\(line.account.sid)/Recordings/\(recording)"
                        ),
                    ], &call)
            case "Dial":
                return try await follow(
                    verb,
                    [("DialCallStatus", script.dialStatus), ("DialCallSid", "CA" + Hex.encode(Random.bytes(16)))], &call
                )
            case "Redirect":
                return try await ask(
                    SignedWebhook(url: absolute(verb.text), parameters: parameters(call, "in-progress")), &call)
            case "Hangup", "Reject": return nil
            default: continue
            }
        }
        return nil
    }

    private func hear(_ verbs: [TwiMLVerb], _ said: inout [String], _ call: inout PlayedCall) {
        for verb in verbs where verb.name == "Say" {
            said.append(verb.text)
            call.lines.append(.init(speaker: "assistant", text: verb.text))
        }
    }

    /// Answers a question; nil when nothing came and the next instruction is due.
    private func answer(
        _ gather: TwiMLVerb, _ said: String, _ call: inout PlayedCall, _ memory: inout CallScript.Memory
    ) async throws -> Next? {
        call.turns += 1
        guard call.turns <= Self.turnLimit else {
            call.faults.append("the call went on for more than \(Self.turnLimit) questions")
            return .over
        }
        guard let answer = try memory.answer(to: said) else {
            call.faults.append("the caller has no answer to “\(said)”")
            return .over
        }
        call.lines.append(.init(speaker: "caller", text: answer.shown))
        let inputs = (gather.attributes["input"] ?? "dtmf").split(separator: " ")
        switch answer {
        case .hangUp: return .over
        case .say(let text, let confidence) where inputs.contains("speech"):
            return try await follow(gather, [("SpeechResult", text), ("Confidence", "\(confidence)")], &call).map {
                .document($0)
            } ?? .over
        case .press(let keys) where inputs.contains("dtmf"):
            return try await follow(gather, [("Digits", keys)], &call).map { .document($0) } ?? .over
        case .say, .press, .silence:
            guard gather.attributes["actionOnEmptyResult"] == "true" else { return nil }
            return try await follow(gather, [("Digits", "")], &call).map { .document($0) } ?? .over
        }
    }

    private func follow(_ verb: TwiMLVerb, _ result: [(String, String)], _ call: inout PlayedCall) async throws
        -> [UInt8]?
    {
        guard let action = verb.attributes["action"] else {
            call.faults.append("<\(verb.name)> has no action")
            return nil
        }
        let webhook = SignedWebhook(
            url: absolute(action),
            parameters: parameters(call, "in-progress") + result.map { (name: $0.0, value: $0.1) })
        return try await ask(webhook, &call)
    }

    private func absolute(_ address: String) -> String {
        address.hasPrefix("/") ? line.account.publicURL + address : address
    }

    // MARK: - Webhooks

    /// Asks what to do next. Notes a refusal as a fault.
    private func ask(_ webhook: SignedWebhook, _ call: inout PlayedCall) async throws -> [UInt8]? {
        let start = ContinuousClock.now
        let response = try await line.post(webhook)
        call.waits.append(Int((ContinuousClock.now - start).milliseconds))
        guard response.isSuccess else {
            call.faults.append("\(webhook.url) was answered with \(response.status): \(response.text.prefix(300))")
            return nil
        }
        guard response.header("Content-Type")?.contains("xml") == true else {
            call.faults.append("\(webhook.url) was not answered with XML")
            return nil
        }
        return response.body
    }

    private func report(
        _ status: String, _ sequence: Int, _ call: inout PlayedCall, _ more: [(String, String)] = [],
        at time: Instant = .systemNow
    ) async throws {
        let parameters =
            parameters(call, status)
            + [
                ("CallbackSource", "call-progress-events"), ("SequenceNumber", "\(sequence)"),
                ("Timestamp", CarrierTime.text(time)),
            ] + more
        let response = try await line.post(
            "/webhooks/twilio/voice/status", parameters.map { (name: $0.0, value: $0.1) })
        if !response.isSuccess {
            call.faults.append(
                "the status \(status) was answered with \(response.status): \(response.text.prefix(300))")
        }
    }

    /// What the carrier sends along with everything about a call.
    private func parameters(_ call: PlayedCall, _ status: String) -> [(name: String, value: String)] {
        [
            ("AccountSid", line.account.sid), ("ApiVersion", "2010-04-01"), ("CallSid", call.sid),
            ("CallStatus", status),
            ("CallToken", "%7B%22parentCallInfoToken%22%3A%22simulated%22%7D"), ("Called", to),
            ("CalledCity", "AUSTIN"),
            ("CalledCountry", "US"), ("CalledState", "TX"), ("CalledZip", "78701"), ("Caller", from),
            ("CallerCity", "AUSTIN"),
            ("CallerCountry", "US"), ("CallerState", "TX"), ("CallerZip", "78704"), ("Direction", "inbound"),
            ("From", from),
            ("FromCity", "AUSTIN"), ("FromCountry", "US"), ("FromState", "TX"), ("FromZip", "78704"),
            ("StirVerstat", isAttested ? "TN-Validation-Passed-A" : "TN-Validation-Passed-B"), ("To", to),
            ("ToCity", "AUSTIN"),
            ("ToCountry", "US"), ("ToState", "TX"), ("ToZip", "78701"),
        ]
    }
}
