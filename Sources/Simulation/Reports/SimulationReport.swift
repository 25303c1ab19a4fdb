public import Core

/// What a row of scenarios came to: a table for people, a file for programs.
public struct SimulationReport: Sendable {
    public let results: [ScenarioResult]
    public let startedAt: Instant

    public init(_ results: [ScenarioResult], startedAt: Instant) {
        self.results = results
        self.startedAt = startedAt
    }

    public var passed: Bool { results.allSatisfy(\.passed) }

    public var json: JSON {
        [
            "started_at": .text(startedAt), "passed": .int(Int64(results.count { $0.passed })),
            "failed": .int(Int64(results.count { !$0.passed })),
            "scenarios": .array(results.map(\.json)),
        ]
    }

    /// Scenario, outcome, turns, time; what is wrong below its row.
    public var table: String {
        var lines = [Self.row("scenario", "outcome", "turns", "time", "")]
        for result in results {
            let tenths = result.duration.milliseconds / 100
            let time = "\(tenths / 10).\(tenths % 10) s"
            lines.append(
                Self.row(
                    result.scenario, result.outcome ?? "none", "\(result.turns)", time, result.passed ? "ok" : "WRONG"))
            lines += result.faults.map { "    \($0)" }
        }
        let wrong = results.count { !$0.passed }
        lines.append(
            wrong == 0
                ? "\(results.count) of \(results.count) scenarios as they should be."
                : "\(wrong) of \(results.count) scenarios went wrong."
        )
        return lines.joined(separator: "\n")
    }

    private static func row(_ scenario: String, _ outcome: String, _ turns: String, _ time: String, _ verdict: String)
        -> String
    {
        padded(scenario, 22) + padded(outcome, 22) + padded(turns, 7) + padded(time, 10) + verdict
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
