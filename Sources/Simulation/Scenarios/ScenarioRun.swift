internal import Carrier
internal import Core
internal import HTTPClient
internal import Postgres

/// One scenario being played: its stage and the calls so far.
struct ScenarioRun: Sendable {
    let backstage: Backstage
    let stage: Stage
    var calls: [PlayedCall] = []
    /// What went wrong while playing.
    var faults: [String] = []

    var line: CarrierLine { backstage.line }

    /// Plays a call from the scenario's caller.
    mutating func call(_ script: CallScript, isAttested: Bool = false) async throws {
        let player = CallPlayer(
            line: line, script: script, from: stage.caller, to: stage.number, isAttested: isAttested)
        calls.append(try await player.play())
    }

    /// Plays a call during which the owner is called and accepts.
    mutating func emergencyCall(_ script: CallScript, within patience: Duration) async throws {
        let answerer = AlertAnswerer(line: line, number: stage.ownerPhone)
        async let accepted = answerer.accept(within: patience)
        try await call(script)
        do {
            let lines = try await accepted
            if !lines.contains(where: { $0.text.contains("emergency") }) {
                faults.append("the alert call did not say that it is an emergency")
            }
        } catch let error as SimulationError {
            faults.append(error.description)
        }
    }

    /// A text message to our number, as the carrier hands it in.
    func text(_ body: String, from: String) async throws {
        let sid = "SM" + String(repeating: "0", count: 8) + String(calls.last?.sid.suffix(24) ?? "")
        let response = try await line.post(
            "/webhooks/twilio/message",
            [
                ("AccountSid", line.account.sid), ("ApiVersion", "2010-04-01"), ("Body", body), ("From", from),
                ("MessageSid", sid),
                ("NumMedia", "0"), ("NumSegments", "1"), ("SmsMessageSid", sid), ("SmsSid", sid),
                ("SmsStatus", "received"), ("To", stage.number),
            ])
        guard response.isSuccess else {
            throw SimulationError("The text message was answered with \(response.status): \(response.text)")
        }
    }
}
