public import Core

/// How a scenario went.
public struct ScenarioResult: Sendable {
    public let scenario: String
    public let expected: String
    /// Of the last call; nil if none was made or it has none.
    public var outcome: String?
    public var turns = 0
    /// From the first webhook to the last check that held.
    public var duration: Duration = .zero
    public var acknowledgedSeconds: Double?
    /// What is wrong; empty means passed.
    public var faults: [String] = []
    var calls: [PlayedCall] = []

    init(_ scenario: Scenario) {
        self.scenario = scenario.name
        expected = scenario.outcome
    }

    public var passed: Bool { faults.isEmpty }

    /// Who said what, a line each.
    public var transcript: [String] {
        calls.enumerated().flatMap { index, call in
            ["call \(index + 1) from \(call.from)"] + call.lines.map { "  \($0.speaker): \($0.text)" }
        }
    }

    var json: JSON {
        [
            "scenario": .string(scenario), "expected": .string(expected), "outcome": .text(outcome),
            "passed": .bool(passed),
            "turns": .int(Int64(turns)), "seconds": .double(Double(duration.milliseconds) / 1000),
            "slowest_webhook_ms": .int(Int64(calls.flatMap(\.waits).max() ?? 0)),
            "acknowledged_seconds": acknowledgedSeconds.map { .double($0) } ?? .null,
            "faults": .array(faults.map { .string($0) }),
            "calls": .array(calls.map(\.json)),
        ]
    }
}
