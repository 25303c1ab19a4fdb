internal import Core
internal import Foundation
internal import HTTPClient

/// All cases, one after the other, on one machine in one go.
struct BenchRun: Sendable {
    static let names = [
        "start", "memory", "api-point", "api-list", "html-list", "webhook", "jobs", "rows", "workspace", "merge",
        "import", "neighbour", "sign-in",
    ]

    let options: BenchOptions
    let place: BenchPlace
    let http = HTTPClient()
    let say: @Sendable (String) -> Void

    private func wants(_ name: String) -> Bool { options.only == nil || options.only == name }

    /// Gives the results. A case that cannot run throws.
    func run() async throws -> [BenchResult] {
        let server = try await BenchServer(place, http: http)
        do {
            let results = try await cases(server)
            try await server.stop()
            return results + (wants("jobs") ? try await JobBench(place: place, options: options, say: say).run() : [])
        } catch {
            do { try await server.stop() } catch { say("The server did not stop: \(error)") }
            throw error
        }
    }

    private func cases(_ server: BenchServer) async throws -> [BenchResult] {
        var results: [BenchResult] = []
        if wants("start") {
            results.append(.below("start to ready, existing database", server.startTime, unit: "s", bound: 1))
        }
        if wants("memory") {
            try await Task.sleep(for: .seconds(2))
            results.append(.below("memory, idle", server.program.memory, unit: "MB", bound: 40))
        }
        var peak = 0.0
        // Before the cases that saturate the machine: PostgreSQL goes on writing for a while after them.
        if wants("webhook") {
            say("voice webhooks …")
            let p99 = try await WebhookBench(place: place, http: http).run()
            peak = max(peak, server.program.memory)
            results.append(.below("voice webhook, 200 calls at once, 99th percentile", p99, unit: "ms", bound: 50))
        }
        if wants("api-point") || wants("memory") {
            let lead = place.small.lead
            let (rate, limit, p99) = try await compare("GET /api/v1/leads/{id}", "/api/v1/leads/\(lead)", place.point) {
                try place.authorization()
            }
            peak = max(peak, server.program.memory)
            results.append(.rate("GET /api/v1/leads/{id}", rate, limit: limit, atLeast: 0.7))
            results.append(
                .below("  99th percentile at \(options.connections) connections", p99, unit: "ms", bound: 10))
        }
        if wants("api-list") || wants("memory") {
            let (rate, limit, _) = try await compare("GET /api/v1/leads?limit=50", "/api/v1/leads?limit=50", place.list)
            { try place.authorization() }
            peak = max(peak, server.program.memory)
            results.append(.rate("GET /api/v1/leads?limit=50", rate, limit: limit, atLeast: 0.7))
        }
        if wants("html-list") {
            let cookie = "Cookie: " + (try await signIn())
            let (rate, limit, _) = try await compare("GET /leads", "/leads", place.page) { cookie }
            peak = max(peak, server.program.memory)
            results.append(.rate("list page as HTML, 50 rows", rate, unit: "pages/s", limit: limit, atLeast: 0.4))
        }
        if wants("memory") { results.append(.below("memory, under load", peak, unit: "MB", bound: 120)) }
        if wants("import"), options.only == "import" || options.rows > 0 {
            results += try await ImportBench(
                place: place, rows: options.rows > 0 ? options.rows : 100_000, memory: { server.program.memory },
                say: say
            ).run()
        }
        if options.only == "neighbour" {
            results += try await NeighbourBench(place: place, http: http, say: say).run()
        }
        if options.only == "sign-in" { results += try await SignInBench(place: place, http: http, say: say).run() }
        if options.only == "merge" { results += try await MergeBench(place: place, say: say).run() }
        if wants("rows"), options.rows > 0 { results.append(try await lists()) }
        // A million customers take a minute to make: only when asked for.
        if options.only == "workspace" {
            results += try await WorkspaceBench(
                place: place, http: http, cookie: try await signIn(),
                newcomer: try await signIn(as: BenchPlace.newcomer), say: say
            ).run(rows: options.rows)
        }
        return results
    }

    /// The server's rate and the limit's, in turn; the medians, and the median of the 99th percentiles.
    private func compare(
        _ name: String, _ path: String, _ statements: [(text: String, values: [String?])], header: () throws -> String
    ) async throws -> (rate: Double, limit: Double, p99: Double) {
        let load = LoadGenerator(folder: place.folder, connections: options.connections, seconds: options.seconds)
        let limit = PostgresLimit(folder: place.folder, conninfo: place.logins.application, seconds: options.seconds)
        _ = try await LoadGenerator(folder: place.folder, connections: options.connections, seconds: 1).run(
            place.url + path, header: try header())
        var (rates, limits, tails): ([Double], [Double], [Double]) = ([], [], [])
        for round in 1...options.rounds {
            say("\(name), round \(round) of \(options.rounds) …")
            limits.append(try await limit.rate(statements))
            let answer = try await load.run(place.url + path, header: try header())
            rates.append(answer.rate)
            tails.append(answer.p99)
        }
        return (Self.median(rates), Self.median(limits), Self.median(tails))
    }

    /// The list of the large organisation beside that of the small one: how many times longer it takes.
    private func lists() async throws -> BenchResult {
        let load = LoadGenerator(folder: place.folder, connections: options.connections, seconds: options.seconds)
        var ratios: [Double] = []
        for round in 1...options.rounds {
            say("lists at \(options.rows) rows, round \(round) of \(options.rounds) …")
            let url = place.url + "/api/v1/leads?limit=50"
            let small = try await load.run(url, header: try place.authorization())
            let large = try await load.run(url, header: try place.authorization(large: true))
            ratios.append(small.rate / large.rate)
        }
        let ratio = Self.median(ratios)
        return BenchResult(
            name: "list at \(options.rows) rows, times as long as at 10,000", measured: ratio, unit: "×",
            bar: "≤ 1.3 ×", passed: ratio <= 1.3)
    }

    /// A signed-in browser's cookie, `name=value`.
    private func signIn(as email: String = BenchPlace.email) async throws -> String {
        let form = "email=\(email.replacing("@", with: "%40"))&password=\(BenchPlace.password)"
        let answer = try await http.send(
            OutgoingRequest(
                .post, place.url + "/sign-in", headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.utf8),
                addresses: .any))
        guard let cookie = answer.header("Set-Cookie")?.prefix(while: { $0 != ";" }) else {
            throw ProgramError("The benchmark could not sign in: \(answer.status).", "Look at the server's log.")
        }
        return String(cookie)
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
