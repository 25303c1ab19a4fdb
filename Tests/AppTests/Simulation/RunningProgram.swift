import Access
import Calls
import Carrier
import Core
import Foundation
import Glibc
import HTTPClient
import Modules
import Postgres
import Records
import Simulation
import Telemetry

@testable import App

/// The whole program on a port and a data folder of its own, with the simulated carrier, and a line to it.
struct RunningProgram: Sendable {
    let application: Application
    let line: CarrierLine
    let journal: WebhookJournal

    /// Starts the program, runs `body` and stops it.
    static func run(_ body: (RunningProgram) async throws -> Void) async throws {
        let data = "/tmp/mainline-program-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let settings = try Settings(
            arguments: ["--data", data, "--listen", "127.0.0.1:\(try freePort())", "--loops", "2"], environment: [:],
            file: nil,
            path: "mainline.toml")
        let installation = try await Installation(settings, log: .silent)
        do {
            _ = try installation.migrate()
            let application = try Application(installation)
            try await application.start()
            let journal = WebhookJournal()
            application.services.simulatedCarrier?.record(in: journal)
            let line = CarrierLine(
                account: application.services.carrierAccount, http: application.services.http,
                host: application.services.localURL, journal: journal)
            let result: Result<Void, any Error>
            do {
                result = .success(
                    try await body(RunningProgram(application: application, line: line, journal: journal)))
            } catch {
                result = .failure(error)
            }
            await application.stop()
            try result.get()
        } catch {
            await installation.close()
            throw error
        }
        await installation.close()
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw ProgramError("No port is free.", "Close some programs.") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Plays a scenario by its name.
    func play(_ name: String) async throws -> ScenarioResult {
        guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
            throw SimulationError("no scenario \(name)")
        }
        let seeds = application.modules.map(\.seed)
        let provisioning = OrganisationProvisioning(
            database: application.database, passwords: application.passwords,
            onCreate: seeds.map { seed in { try await seed($0, $1) } })
        let store = application.store
        let backstage = Backstage(store: store, provisioning: provisioning, line: line) { number, organisation in
            try await PhoneNumberBook.add(number, label: "Simulated", to: organisation, store: store)
        }
        return await ScenarioPlayer(backstage).play(scenario)
    }

    /// Waits until no job is due.
    func settle() async throws {
        while true {
            let rows = try await application.database.systemQuery(
                .jobs, "select count(*) as count from jobs where state in ('available', 'running', 'retry_wait')")
            if try rows.one("count").get("count", as: Int.self) == 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What every organisation's business tables hold: rows and their hash, by table.
    func state() async throws -> [String: String] {
        var state: [String: String] = [:]
        for organisation in try await application.database.systemQuery(
            .operations, "select id from organisations order by id")
        {
            let id: ID<Organisation> = try organisation.get("id")
            let context = try await application.store.systemContext(id, actor: "test", correlation: "test")
            for table in Self.tables {
                let rows = try await application.database.query(
                    context,
                    """
                    select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
                    from \(identifier: table) t where org_id = app_org()
                    """)
                state["\(id)/\(table)"] = try rows.one("digest").get("digest")
            }
        }
        return state
    }

    private static let tables = [
        "calls", "call_lines", "call_webhooks", "callbacks", "emergencies", "emergency_alerts", "customers", "sites",
        "appointments",
        "messages", "text_opt_outs", "events", "audit_entries",
    ]

    /// The value of a counter, 0 if it has not counted yet.
    func counted(_ sample: String) async throws -> Double {
        let response = try await application.services.http.send(
            OutgoingRequest(.get, application.services.localURL + "/metrics", addresses: .any))
        let found = response.text.split(separator: "\n").first { $0.hasPrefix(sample + " ") }
        return found.flatMap { Double($0.dropFirst(sample.count + 1)) } ?? 0
    }

    /// Sends a webhook as it is, or with another signature; gives the status.
    func send(_ webhook: SignedWebhook, signature: String? = nil) async throws -> Int {
        let account = application.services.carrierAccount
        return try await application.services.http.send(webhook.request(account: account, signature: signature)).status
    }
}
