internal import Access
internal import Core
internal import EventLoop
internal import Postgres
internal import Telemetry

/// What a command that works on the database needs: an installation with its schema up to date, and connections.
struct CommandSession: Sendable {
    let installation: Installation
    let application: Application

    /// Runs `body` on an installation that is up to date, without serving, and closes it.
    static func run<Value: Sendable>(_ settings: Settings, _ body: @Sendable (CommandSession) async throws -> Value)
        async throws -> Value
    {
        let log = try Self.log(settings, quiet: true)
        let installation = try await Installation(settings, log: log)
        do {
            _ = try installation.migrate()
            let application = try Application(installation)
            let session = CommandSession(installation: installation, application: application)
            let result: Result<Value, any Error>
            do { result = .success(try await body(session)) } catch { result = .failure(error) }
            application.database.close()
            await installation.close()
            return try result.get()
        } catch {
            await installation.close()
            throw error
        }
    }

    static func log(_ settings: Settings, quiet: Bool = false) throws -> Log {
        let writer = LogWriter(format: settings.logFormat)
        try writer.levels.set(from: quiet ? "warning" : settings.logLevel)
        return Log(to: writer)
    }

    var provisioning: OrganisationProvisioning { application.provisioning }

    /// The organisation of that slug. Throws `ProgramError` naming the ones there are.
    func organisation(_ slug: String) async throws -> ID<Organisation> {
        if let id = try await provisioning.find(slug: slug) { return id }
        let rows = try await application.database.systemQuery(
            .operations, "select slug from organisations order by slug limit 20")
        let slugs = try rows.map { try $0.get("slug", as: String.self) }
        throw ProgramError(
            "There is no organisation “\(slug)”.",
            slugs.isEmpty
                ? "Make one with mainline org create." : "The organisations are: \(slugs.joined(separator: ", ")).")
    }
}
