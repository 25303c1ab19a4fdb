internal import Core

/// A story to play against a running Mainline and what must be true afterwards.
public struct Scenario: Sendable {
    public let name: String
    /// One line.
    public let summary: String
    /// How its last call must end.
    public let outcome: String
    let setting: Stage.Setting
    /// Plays it. Calls are added to the run in order.
    let play: @Sendable (inout ScenarioRun) async throws -> Void
    /// What must hold besides what holds for every call; asked again until it does or the patience is over, because
    /// much of it is done after the call.
    let checks: @Sendable (ScenarioInspection) async throws -> [String]

    init(
        _ name: String, _ summary: String, outcome: String, setting: Stage.Setting = Stage.Setting(),
        play: @escaping @Sendable (inout ScenarioRun) async throws -> Void,
        checks: @escaping @Sendable (ScenarioInspection) async throws -> [String] = { _ in [] }
    ) {
        self.name = name
        self.summary = summary
        self.outcome = outcome
        self.setting = setting
        self.play = play
        self.checks = checks
    }

    /// A single call.
    init(
        _ name: String, _ summary: String, outcome: String, setting: Stage.Setting = Stage.Setting(),
        script: CallScript,
        checks: @escaping @Sendable (ScenarioInspection) async throws -> [String] = { _ in [] }
    ) {
        self.init(
            name, summary, outcome: outcome, setting: setting, play: { try await $0.call(script) }, checks: checks)
    }

    /// Every scenario, in the order they are played.
    public static let all: [Scenario] = [
        .newCaller, .returningCaller, .cancelVisit, .emergency, .gasLeak, .afterHours, .personRequest, .questionHours,
        .silence,
        .wrongNumber, .hostile, .noSlots, .firstCallToReceipt,
    ]
}
