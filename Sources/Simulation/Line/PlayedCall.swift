internal import Core

/// How a call went, as the caller saw it.
struct PlayedCall: Sendable {
    struct Line: Sendable {
        let speaker: String
        let text: String
    }

    let sid: String
    let from: String
    var lines: [Line] = []
    /// Questions that were listened to.
    var turns = 0
    /// What the carrier or the caller would complain about.
    var faults: [String] = []
    /// Milliseconds that webhooks took which the caller waits for.
    var waits: [Int] = []

    /// The correlation id under which Mainline keeps everything about the call.
    var correlation: String { "call-" + sid }

    /// What the assistant said, whole.
    var said: String { lines.filter { $0.speaker == "assistant" }.map(\.text).joined(separator: " ") }

    var json: JSON {
        [
            "sid": .string(sid), "correlation": .string(correlation), "from": .string(from),
            "turns": .int(Int64(turns)),
            "webhook_ms": .array(waits.map { .int(Int64($0)) }),
            "transcript": .array(lines.map { ["speaker": .string($0.speaker), "text": .string($0.text)] }),
        ]
    }
}
