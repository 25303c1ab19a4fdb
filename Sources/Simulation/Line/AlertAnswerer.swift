internal import Carrier
internal import Core
internal import HTTPClient

/// Plays the person who is called about an emergency: picks up, listens, presses the key that accepts.
struct AlertAnswerer: Sendable {
    let line: CarrierLine
    /// The person's number.
    let number: String

    /// Waits for the alert call and accepts it. Gives what was said; throws `SimulationError` if no call comes in time.
    func accept(within patience: Duration) async throws -> [PlayedCall.Line] {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            let list = try await line.api("Calls.json?To=%2B\(number.dropFirst())&PageSize=5")
            let waiting = (list["calls"]?.array ?? []).first {
                ["queued", "initiated", "ringing"].contains($0["status"]?.string ?? "")
            }
            if let waiting { return try await answer(waiting) }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw SimulationError("nobody called \(number) within \(patience.milliseconds / 1000) seconds")
    }

    private func answer(_ call: JSON) async throws -> [PlayedCall.Line] {
        guard let sid = call["sid"]?.string, let url = call["url"]?.string, let from = call["from"]?.string else {
            throw SimulationError("the carrier lists a call without sid, from or url")
        }
        _ = try await line.api("Calls/\(sid).json", [("Status", "in-progress")])
        let parameters = [
            (name: "AccountSid", value: line.account.sid), ("ApiVersion", "2010-04-01"), ("CallSid", sid),
            ("CallStatus", "in-progress"),
            ("Called", number), ("Caller", from), ("Direction", "outbound-api"), ("From", from), ("To", number),
        ]
        var lines: [PlayedCall.Line] = []
        var verbs = try TwiMLReader.read(try await document(url, parameters))
        while let gather = verbs.first(where: { $0.name == "Gather" }), let action = gather.attributes["action"],
            lines.count < 20
        {
            lines += gather.children.map { PlayedCall.Line(speaker: "assistant", text: $0.text) }
            lines.append(PlayedCall.Line(speaker: "callee", text: "[keys 1]"))
            verbs = try TwiMLReader.read(try await document(action, parameters + [("Digits", "1")]))
        }
        lines += verbs.filter { $0.name == "Say" }.map { PlayedCall.Line(speaker: "assistant", text: $0.text) }
        _ = try await line.api("Calls/\(sid).json", [("Status", "completed")])
        return lines
    }

    private func document(_ url: String, _ parameters: [(name: String, value: String)]) async throws -> [UInt8] {
        let response = try await line.post(url, parameters)
        guard response.isSuccess else {
            throw SimulationError("\(url) was answered with \(response.status): \(response.text.prefix(300))")
        }
        return response.body
    }
}
