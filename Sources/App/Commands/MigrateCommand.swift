internal import Postgres

extension Command {
    static let migrate = Command(
        "migrate", "Bring the database's schema up to date.", usage: "[--check]",
        details: "--check changes nothing and fails if something is pending."
    ) { arguments in
        var arguments = arguments
        let isCheck = arguments.flag("check")
        let settings = try arguments.settings()
        let installation = try await Installation(settings, log: try CommandSession.log(settings, quiet: true))
        do {
            if isCheck {
                let pending = try Migrator(owner: installation.logins.owner, migrations: try Installation.migrations())
                    .pending()
                for name in pending { print("pending: \(name)") }
                if !pending.isEmpty {
                    throw ProgramError("\(pending.count) migrations are pending.", "Run mainline migrate.")
                }
                print("The schema is up to date.")
            } else {
                let applied = try installation.migrate()
                for name in applied { print("applied: \(name)") }
                print(applied.isEmpty ? "The schema was up to date." : "\(applied.count) migrations applied.")
            }
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
    }
}
