internal import Access
internal import Calls
internal import Core
internal import HTTPClient
internal import Simulation
internal import Telemetry

/// Connects the simulation with the program it plays against.
enum SimulationStage {
    /// Throws `ProgramError` if a real carrier is set or nobody serves at `url` (the public address if nil).
    static func backstage(_ application: Application, provisioning: OrganisationProvisioning, url: String?) async throws
        -> Backstage
    {
        let (settings, services) = (application.installation.settings, application.services)
        guard settings.carrier == .simulated else {
            throw ProgramError(
                "A real carrier is set; calls are simulated only without one.",
                "Leave the setting “carrier.provider” at simulated.")
        }
        let host = url ?? services.localURL
        try await check(host, services.http)
        let line = CarrierLine(account: services.carrierAccount, http: services.http, host: host)
        return Backstage(store: application.store, provisioning: provisioning, line: line) { number, organisation in
            try await PhoneNumberBook.add(number, label: "Simulated", to: organisation, store: application.store)
        }
    }

    /// A first call in the demo organisation, then a few every minute for an hour: `--simulate`. What goes wrong is logged.
    static func show(on application: Application, log: Log) async {
        let log = log.area("simulation")
        do {
            let provisioning = OrganisationProvisioning(
                database: application.database, passwords: application.passwords)
            let backstage = try await backstage(application, provisioning: provisioning, url: nil)
            let first = try await ScenarioPlayer(backstage).playFirstCall(in: Demo.slug)
            log.info(
                "the first call has been played",
                ["call": .string(first.sid), "outcome": .string(first.outcome ?? "none")])
            _ = try await TrafficPlayer(backstage, organisation: Demo.slug, callsPerMinute: 4).play(for: .minutes(60)) {
                outcome in
                log.debug("a call has been played", ["outcome": .string(outcome)])
            }
        } catch is CancellationError {
            return
        } catch {
            log.warning("the simulation has ended", ["cause": .error(error)])
        }
    }

    private static func check(_ host: String, _ http: HTTPClient) async throws {
        let remedy = "Start it with ./run, or name its address with --url (and --listen, as it was started)."
        do {
            let response = try await http.send(OutgoingRequest(.get, host + "/readyz", addresses: .any))
            guard response.isSuccess else {
                throw ProgramError("Mainline at \(host) is not ready: \(response.text)", remedy)
            }
        } catch let error as HTTPClientError {
            throw ProgramError("Mainline does not answer at \(host): \(error)", remedy)
        }
    }
}
