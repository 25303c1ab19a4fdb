internal import Core
internal import HTTPClient
internal import Postgres

/// Plays scenarios one after the other and looks whether each came out right.
public struct ScenarioPlayer: Sendable {
    private let backstage: Backstage
    private let patience: Duration

    /// - Parameter patience: how long what happens after a call may take.
    public init(_ backstage: Backstage, patience: Duration = .seconds(30)) {
        self.backstage = backstage
        self.patience = patience
    }

    /// Plays a scenario in an organisation of its own. Never throws: what goes wrong is in the result.
    public func play(_ scenario: Scenario) async -> ScenarioResult {
        await play(scenario) { try await Stage.build(scenario.setting, for: scenario.name, backstage) }
    }

    /// Plays a single call of a new caller in an organisation that is there, and leaves it there.
    public func playFirstCall(in slug: String) async throws -> (sid: String, outcome: String?) {
        let stage = try await Stage.existing(slug, backstage)
        var run = ScenarioRun(backstage: backstage, stage: stage)
        try await run.call(.anyBooking)
        let sid = run.calls.last?.sid ?? ""
        return (sid, try await ScenarioInspection(run).outcome())
    }

    private func play(_ scenario: Scenario, on stage: () async throws -> Stage) async -> ScenarioResult {
        var result = ScenarioResult(scenario)
        do {
            var run = ScenarioRun(backstage: backstage, stage: try await stage())
            let start = ContinuousClock.now
            do { try await scenario.play(&run) } catch let error as SimulationError {
                run.faults.append(error.description)
            }
            result.calls = run.calls
            result.turns = run.calls.reduce(0) { $0 + $1.turns }
            let inspection = ScenarioInspection(run)
            result.faults = run.faults
            result.faults += try await settle {
                try await inspection.common(outcome: scenario.outcome) + scenario.checks(inspection)
            }
            result.outcome = try await inspection.outcome()
            result.acknowledgedSeconds = try await inspection.acknowledgementSeconds()
            result.duration = ContinuousClock.now - start
        } catch {
            result.faults.append("\(error)")
        }
        return result
    }

    /// Asks until nothing is wrong any more or the patience is over; gives what is wrong then.
    private func settle(_ check: () async throws -> [String]) async throws -> [String] {
        let deadline = ContinuousClock.now + patience
        while true {
            let faults = try await check()
            if faults.isEmpty || ContinuousClock.now > deadline { return faults }
            try await Task.sleep(for: .milliseconds(150))
        }
    }
}
