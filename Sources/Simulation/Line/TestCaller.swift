public import Core

/// Calls an organisation once, as the carrier would, to see whether the way is open: books a visit.
public struct TestCaller: Sendable {
    /// Nobody's: the carriers' own test number.
    public static let number = "+15005550006"
    /// What the caller says their name is, by which what they leave is known.
    public static let name = "Tess Caller"

    /// How it went.
    public struct Report: Sendable {
        /// Under which everything that came of it is found.
        public let correlation: String
        /// What the assistant said first; nil if it said nothing.
        public let greeting: String?
        public let turns: Int
        /// What the carrier would have complained about.
        public let faults: [String]
    }

    private let line: CarrierLine

    public init(_ line: CarrierLine) { self.line = line }

    /// Throws `HTTPClientError` if nobody answers at the address.
    public func call(_ number: String) async throws -> Report {
        let played = try await CallPlayer(line: line, script: .trial, from: Self.number, to: number).play()
        return Report(
            correlation: played.correlation, greeting: played.lines.first { $0.speaker == "assistant" }?.text,
            turns: played.turns, faults: played.faults)
    }
}

extension CallScript {
    /// Books whatever is offered first; leaves a message where nothing can be booked.
    static let trial: CallScript = {
        var script = CallScript(rules: [
            Rule("anything else", .say("No, that's all, thank you")),
            Rule("shall I|is that right", .say("Yes")),
            Rule("what day", .say("Any day is fine"), .say("Tomorrow")),
            Rule("your name", .say("It's \(TestCaller.name)")),
            Rule("address", .say(address)),
            Rule("number to reach you", .press("5005550006")),
            Rule("leave a message", .say("message")),
            Rule("need help with|help|can I do|what's happening", .say("I need a visit, as soon as possible")),
            Rule(".", .hangUp),
        ])
        script.voicemailSeconds = 3
        return script
    }()
}
