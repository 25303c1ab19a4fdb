internal import API
internal import Access
internal import Core
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Interface
internal import Jobs
internal import Live
internal import Modules
internal import Plans
internal import Postgres
internal import Records
internal import Telemetry
internal import Workspace

/// The whole program, wired: from the settings to a server that answers and workers that work.
final class Application: Sendable {
    let installation: Installation
    let loops: EventLoopGroup
    let database: Database
    let store: RecordStore
    let services: Services
    let modules: [Module]
    let authenticator: Authenticator
    let passwords: PasswordService
    let operators: Operators
    /// Where requests meet the plan.
    let door: PlanDoor
    let provisioning: OrganisationProvisioning
    let accounts: Accounts
    let queue: JobQueue
    let hub: LiveHub
    let assets: AssetStore
    let router: Router
    private let server: HTTPServer
    let runner: JobRunner
    private let cron: CronTicker

    /// - Parameter more: modules beside the program's own, for trying one out.
    /// Throws whatever keeps the program from being put together: `RouterError`, `AssetStore.Failure`, …
    init(_ installation: Installation, and more: [Module] = []) throws {
        self.installation = installation
        let (settings, log, metrics) = (installation.settings, installation.log, installation.metrics)
        loops = try EventLoopGroup(count: settings.loops ?? ProcessInfo.processInfo.activeProcessorCount)
        database = installation.database(loops: loops)
        assets = try AssetStore(
            directories: [InterfaceAssets.directory, settings.assets],
            generated: [
                "icons.svg": InterfaceAssets.iconSprite(from: settings.assets + "/icons"),
                "interface.css": InterfaceAssets.styleBundle(), "interface.js": InterfaceAssets.moduleBundle(),
            ],
            ignoring: ["icons"])
        services = try Services(installation, database: database, assets: assets)
        queue = JobQueue(notifier: .jobs(database))
        let letters = AccountMail(
            mailer: services.mailer, sender: services.mailSender, reachesPeople: settings.smtpURL != nil,
            publicURL: services.publicURL, queue: queue, log: log)
        authenticator = Self.authenticator(database, services, settings, letters, log)
        authenticator.onNews { [gate = services.gate] news in
            switch news {
            case .listening: gate.hearChanges(true)
            case .deaf: gate.hearChanges(false)
            case .organisation(let id): gate.forget(id)
            case .anything: gate.forget(nil)
            case .person, .key, .customRole: break
            }
        }
        let domains = try ModuleList.modules(services) + more
        passwords = try PasswordService()
        provisioning = OrganisationProvisioning(
            database: database, passwords: passwords,
            onCreate: domains.map(\.seed).map { seed in { try await seed($0, $1) } })
        accounts = Accounts(
            authenticator, passwords: passwords, provisioning: provisioning, mail: letters,
            isSignUpOpen: settings.isSignUpOpen)
        modules = try domains + [AccessModule.module(authenticator, accounts: accounts, beside: domains)]
        store = Self.store(modules, database, queue)
        services.complete(with: store)
        operators = Operators(authenticator, passwords: passwords, factors: try installation.operatorSecrets())
        hub = Self.hub(database, loops, installation, store.catalogue)
        authenticator.onNews { [hub] news in
            switch news {
            case .person(let id): hub.end { $0.actor.user == id }
            case .key(let id): hub.end { $0.actor == .apiKey(id) }
            case .customRole: hub.end { $0.grants != nil }
            case .anything: hub.end { _ in true }
            case .listening, .deaf, .organisation: break
            }
        }
        let parts = RouteParts(
            store: store, modules: modules, services: services, authenticator: authenticator, passwords: passwords,
            operators: operators, accounts: accounts, hub: hub, assets: assets, installation: installation)
        let pages = ProblemPages(assets: assets)
        let authenticator = authenticator
        let door = PlanDoor(gate: services.gate, database: database, log: log)
        self.door = door
        router = try Router(
            door.watching(try RouteList.routes(parts)), signInPaths: ["portal": "/portal/sign-in"],
            authenticate: { [door] request in
                let context = try await door.counting(request) { try await authenticator.authenticate(request) }
                if let context { try await door.admit(request, context) }
                return context
            },
            guard: { try authenticator.guardRequest($0, $1) },
            limit: { [front = FrontLimits()] in try front.check($0, $1) },
            interpret: { ($0 as? PostgresError).flatMap(Problem.passing) },
            lead: { SessionCheck.detour(for: $0, $1) },
            renderProblem: { pages.render($0, $1) }, finish: { authenticator.finish($0, $1) }, log: log)
        server = HTTPServer(
            router: router, loops: loops, workers: services.workers, configuration: try Self.configuration(settings),
            log: log, metrics: metrics)
        runner = Self.runner(store, modules, loops, installation)
        cron = CronTicker(
            database: database, queue: queue, entries: modules.flatMap(\.cron), log: log
        ) { [database] in
            try await database.systemQuery(.jobs, "select id, zone from organisations").map {
                CronTicker.Place(try $0.get("id"), try $0.get("zone"))
            }
        }
    }

    var port: UInt16 { server.port }

    /// Serves and works, as the role says, from when it returns.
    func start() async throws {
        let role = installation.settings.role
        authenticator.start(listeningOn: installation.logins.listening)
        if role != .worker {
            hub.start()
            door.start()
        }
        try await server.start()
        if role != .web {
            runner.start()
            cron.start()
        }
    }

    /// Finishes what is under way, then closes everything.
    func stop() async {
        await cron.stop()
        await hub.stop()
        await door.stop()
        await server.stop()
        await runner.stop()
        await authenticator.stop()
        database.close()
        loops.stop()
    }

    // MARK: - Parts

    private static func authenticator(
        _ database: Database, _ services: Services, _ settings: Settings, _ letters: AccountMail,
        _ log: Log
    ) -> Authenticator {
        let (gate, perMinute) = (services.gate, settings.organisationRequests)
        return Authenticator(
            database: database, letters: letters, log: log, requestsPerSession: settings.sessionRequests
        ) {
            let cap = try await gate.standing(of: $0).terms.limit(.requests)
            return APIAllowance(requestsPerMinute: perMinute, requestsPerMonth: cap.map { Int($0) })
        }
    }

    private static func store(_ modules: [Module], _ database: Database, _ queue: JobQueue) -> RecordStore {
        var catalogue = Catalogue()
        for module in modules { module.contribute(to: &catalogue) }
        let notifier = CommitNotifier.events(database)
        let profiles = OrganisationProfiles(database)
        return RecordStore(
            database: database, catalogue: catalogue, jobs: queue, profile: { try await profiles.profile($0) },
            committed: { notifier.committed() })
    }

    private static func hub(
        _ database: Database, _ loops: EventLoopGroup, _ installation: Installation, _ catalogue: Catalogue
    ) -> LiveHub {
        var options = LiveHub.Options()
        options.listen = installation.logins.listening
        return LiveHub(
            database: database, loops: loops, options: options, log: installation.log, metrics: installation.metrics
        ) { context, event in
            guard event.isFor(context) else { return false }
            guard let declared = catalogue.resources[event.recordKind] else { return context.role.isStaff }
            let resource = declared.narrowed(by: context.grants)
            guard resource.access.read.allows(context.role) else { return false }
            // An event names its customer's owner, not everybody whose record it is: whoever reads only some is told what
            // they did themselves.
            return resource.readReach == .all && event.isAboutCustomer(of: context, declared)
                || event.actor == context.actor.description
        }
    }

    private static func runner(
        _ store: RecordStore, _ modules: [Module], _ loops: EventLoopGroup, _ installation: Installation
    ) -> JobRunner {
        var options = JobRunner.Options()
        options.listen = installation.logins.listening
        let kinds = modules.flatMap { $0.jobs(store) }
        return JobRunner(
            database: store.database, kinds: kinds, loops: loops, options: options, log: installation.log,
            metrics: installation.metrics
        ) { organisation, correlation in
            // The platform's own upkeep belongs to no organisation, so it has no profile to look up.
            if organisation == .platform {
                return Context(
                    organisation: organisation, actor: .system("jobs"), role: .system, correlation: correlation,
                    surface: .job)
            }
            return try await store.systemContext(organisation, actor: "jobs", correlation: correlation)
        }
    }

    private static func configuration(_ settings: Settings) throws -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.address = settings.host
        configuration.port = settings.port
        configuration.trustedProxies = try settings.trustedProxies.map { text in
            guard let range = HTTP.AddressRange(text) else {
                throw ProgramError(
                    "The setting “trusted_proxies” has “\(text)”, which is no address or network.",
                    "Write 10.0.0.5 or 10.0.0.0/8.")
            }
            return range
        }
        return configuration
    }
}
