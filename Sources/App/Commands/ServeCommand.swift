internal import Core
internal import Foundation
internal import Glibc
internal import Telemetry

extension Command {
    static let serve = Command(
        "serve", "Serve pages, the API and webhooks, and do the work behind them.",
        details: "Stops cleanly on Ctrl-C or SIGTERM: requests under way are finished, jobs given back."
    ) { arguments in
        let settings = try arguments.settings()
        try settings.refuseSimulationInPublic()
        let log = try CommandSession.log(settings)
        let installation = try await Installation(settings, log: log)
        installation.metrics.addProcess()
        do {
            let applied = try installation.migrate()
            if !applied.isEmpty { log.info("schema brought up to date", ["migrations": .string("\(applied.count)")]) }
            let application = try Application(installation)
            var signIns: [Demo.SignIn] = []
            if settings.loadsDemo { signIns = try await Demo(application).loadIfEmpty() }
            try await application.start()
            Announcement.print(application, signIns: signIns)
            StartMemory.release(log)
            let show = settings.simulates ? Task { await SimulationStage.show(on: application, log: log) } : nil
            await StopSignal.wait()
            show?.cancel()
            await show?.value
            log.info("stopping")
            await application.stop()
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
    }
}

/// What a person sees once it serves.
private enum Announcement {
    static func print(_ application: Application, signIns: [Demo.SignIn]) {
        let settings = application.installation.settings
        var lines = ["", "Mainline serves at \(settings.publicURL)"]
        if !signIns.isEmpty {
            lines.append("")
            lines.append("Sign in to Harbor Home Services as")
            for signIn in signIns {
                lines.append(
                    "  \(signIn.role.padding(toLength: 11, withPad: " ", startingAt: 0)) \(signIn.email)   \(signIn.password)"
                )
            }
        }
        lines.append("")
        lines.append("Ctrl-C stops it.")
        Swift.print(lines.joined(separator: "\n"))
        fflush(nil)
    }
}

/// Waits until the process is told to stop.
enum StopSignal {
    static func wait() async {
        let signals = [SIGINT, SIGTERM]
        for number in signals { signal(number, SIG_IGN) }
        let queue = DispatchQueue(label: "stop-signal")
        let sources = signals.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        let stream = AsyncStream<Void> { continuation in
            for source in sources {
                source.setEventHandler { continuation.yield() }
                source.resume()
            }
        }
        for await _ in stream { break }
        for source in sources { source.cancel() }
        // A second Ctrl-C ends it at once.
        for number in signals { signal(number, SIG_DFL) }
    }
}
