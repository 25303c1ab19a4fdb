internal import Core
internal import HTTPClient

/// Plays calls of all kinds at a steady rate in one organisation, so that its pages live.
public struct TrafficPlayer: Sendable {
    private let backstage: Backstage
    private let organisation: String
    private let pause: Duration

    /// Calls at once; a slow program gets fewer, not more and more.
    private static let concurrency = 16
    private static let scripts: [CallScript] = [
        .anyBooking, .hours, .voicemail, .anyBooking, .person, .wrongNumber, .anyBooking, .nothing,
    ]

    /// - Parameters:
    ///   - organisation: by its short name.
    ///   - callsPerMinute: 1…120.
    public init(_ backstage: Backstage, organisation: String, callsPerMinute: Int) {
        self.backstage = backstage
        self.organisation = organisation
        pause = .milliseconds(60_000 / min(max(callsPerMinute, 1), 120))
    }

    /// Plays for that long. Gives how many calls ended how.
    /// - Parameter ended: told the outcome of each call.
    public func play(for duration: Duration, ended: @Sendable (String) -> Void) async throws -> [String: Int] {
        let deadline = ContinuousClock.now + duration
        return try await withThrowingTaskGroup(of: String.self) { group in
            var counts: [String: Int] = [:]
            var number = 0
            func count(_ outcome: String) {
                counts[outcome, default: 0] += 1
                ended(outcome)
            }
            while ContinuousClock.now < deadline {
                if number >= Self.concurrency, let outcome = try await group.next() { count(outcome) }
                let script = Self.scripts[number % Self.scripts.count]
                group.addTask { try await call(script) }
                number += 1
                try await Task.sleep(for: pause)
            }
            for try await outcome in group { count(outcome) }
            return counts
        }
    }

    private func call(_ script: CallScript) async throws -> String {
        var run = ScenarioRun(backstage: backstage, stage: try await Stage.existing(organisation, backstage))
        try await run.call(script)
        return try await ScenarioInspection(run).outcome() ?? "none"
    }
}
