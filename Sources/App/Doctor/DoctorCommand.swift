internal import EventLoop
internal import Postgres

extension Command {
    static let doctor = Command(
        "doctor", "Check this installation: settings, database, protection, audit trail, queue and providers.",
        details: """
            Each line says ok, warn or fail, and what to do. Nothing is changed. It may run beside mainline serve.
            Exits with 1 if anything fails.

            mainline doctor --data /var/lib/mainline
            """
    ) { arguments in
        let settings = try arguments.settings()
        var findings = SettingsChecks(settings).findings
        findings.forEach { print($0.line) }
        let installation = try await Installation(settings, log: try CommandSession.log(settings, quiet: true))
        do {
            let loops = try EventLoopGroup(count: 1, name: "doctor")
            let database = installation.database(loops: loops)
            for check in DatabaseChecks(installation, database: database).all {
                let found = await check()
                found.forEach { print($0.line) }
                findings += found
            }
            database.close()
            loops.stop()
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
        let (failed, warned) = (findings.count { $0.level == .fail }, findings.count { $0.level == .warn })
        print("\n\(findings.count) checks: \(failed) failed, \(warned) to look at.")
        if failed > 0 { throw CommandFailed() }
    }
}
