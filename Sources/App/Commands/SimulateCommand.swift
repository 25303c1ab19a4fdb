internal import Calls
internal import Carrier
internal import Core
internal import Foundation
internal import Simulation

extension Command {
    static let simulate = Command(
        "simulate", "Play callers against the running program, and look whether what they were told is true.",
        usage: "call|traffic",
        details: """
            simulate call --scenario NAME | --all  [--url ADDRESS] [--report reports/calls.json] [--transcript]
            simulate traffic [--rate 6] [--minutes 1] [--org harbor] [--url ADDRESS]

            Plays the carrier too: signed webhooks over HTTP, some of them twice, late or out of order. Needs the simulated
            carrier (no carrier is set) and a running mainline serve with the same settings: give --data and --listen (or
            --public-url) as it was started with. --url is only for reaching it by another address than that.
            Each scenario makes an organisation of its own. --rate is calls per minute, at most 120; --minutes at most 60.

            Scenarios:
            \(Scenario.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))
            """
    ) { arguments in
        var arguments = arguments
        switch arguments.word() ?? "call" {
        case "call": try await calls(&arguments)
        case "traffic": try await traffic(&arguments)
        case let verb: throw UsageError("There is no “simulate \(verb)”; call and traffic there are.")
        }
    }

    private static func calls(_ arguments: inout Arguments) async throws {
        let scenarios = try chosen(&arguments)
        let path = try arguments.option("report") ?? "reports/calls.json"
        let url = try arguments.option("url")
        let showsTranscript = arguments.flag("transcript")
        let report = try await CommandSession.run(try arguments.settings()) { session in
            let player = ScenarioPlayer(
                try await SimulationStage.backstage(session.application, provisioning: session.provisioning, url: url))
            let start = Instant.systemNow
            var results: [ScenarioResult] = []
            for scenario in scenarios {
                let result = await player.play(scenario)
                if showsTranscript || !result.passed { print(result.transcript.joined(separator: "\n")) }
                results.append(result)
            }
            return SimulationReport(results, startedAt: start)
        }
        try write(report.json, to: path)
        print(report.table)
        print("The report is in \(path).")
        if !report.passed { throw CommandFailed() }
    }

    private static func chosen(_ arguments: inout Arguments) throws -> [Scenario] {
        if arguments.flag("all") { return Scenario.all }
        let name = try arguments.required("scenario", "a scenario's name; or --all")
        guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
            throw UsageError(
                "There is no scenario “\(name)”. The scenarios are: \(Scenario.all.map(\.name).joined(separator: ", "))."
            )
        }
        return [scenario]
    }

    private static func traffic(_ arguments: inout Arguments) async throws {
        let rate = try arguments.number("rate", default: 6)
        let minutes = try arguments.number("minutes", default: 1)
        guard rate <= 120, minutes <= 60 else {
            throw UsageError("--rate is at most 120 calls a minute, --minutes at most 60.")
        }
        let slug = try arguments.option("org") ?? Demo.slug
        let url = try arguments.option("url")
        let counts = try await CommandSession.run(try arguments.settings()) { session in
            let backstage = try await SimulationStage.backstage(
                session.application, provisioning: session.provisioning, url: url)
            return try await TrafficPlayer(backstage, organisation: slug, callsPerMinute: rate).play(
                for: .minutes(minutes)
            ) { _ in }
        }
        print(
            counts.isEmpty
                ? "No call was played."
                : counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n"))
    }

    private static func write(_ json: JSON, to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            if !folder.isEmpty {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            try Data((json.text + "\n").utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw ProgramError(
                "The report \(path) cannot be written: \(error.localizedDescription)",
                "Name another file with --report.")
        }
    }
}
