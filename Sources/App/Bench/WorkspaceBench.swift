internal import Core
internal import Foundation
internal import HTTPClient

/// How long the pages of a large organisation take, asked for one after the other by one signed-in person.
struct WorkspaceBench: Sendable {
    let place: BenchPlace
    let http: HTTPClient
    /// What a browser shows to be let in.
    let cookie: String
    let say: @Sendable (String) -> Void

    /// Each page with the milliseconds within which 95 of 100 must come.
    private static let pages: [(name: String, path: String, bound: Double)] = [
        ("customers, first page", "/customers", 50),
        ("customers, active, by name", "/customers?status=eq.active&order=name.asc", 50),
        ("customers, by part of a name", "/customers?q=Okafor%20f4", 50),
        ("search by name", "/search/palette?q=kavita%20tran%20c3", 50),
        ("search by number", "/search/palette?q=2120400400", 50),
        ("search by e-mail", "/search/palette?q=c77123", 50),
        ("deals as a board", "/deals?layout=board", 100),
        ("sales dashboard", "/dashboards/sales", 100),
        ("business dashboard", "/dashboards/business", 100),
        ("home", "/", 100),
    ]
    private static let rounds = 60

    /// Gives a result for each page, and the size of the first. Throws if one is refused.
    func run(rows: Int) async throws -> [BenchResult] {
        var results: [BenchResult] = []
        for page in Self.pages {
            say("\(page.name), \(rows) customers and deals …")
            var times: [Double] = []
            for round in 0..<(Self.rounds + 5) {
                let took = try await time(page.path)
                // The first few fill PostgreSQL's memory.
                if round >= 5 { times.append(took) }
            }
            let p95 = times.sorted()[times.count * 95 / 100]
            results.append(.below("\(page.name), 95th percentile at \(rows)", p95, unit: "ms", bound: page.bound))
        }
        return results
    }

    private func time(_ path: String) async throws -> Double {
        let request = OutgoingRequest(
            .get, place.url + path, headers: [.init("Cookie", cookie), .init("Accept", "text/html")], body: [],
            addresses: .any)
        let begin = ContinuousClock.now
        let answer = try await http.send(request)
        let took = Double(begin.duration(to: .now).microseconds) / 1000
        guard answer.isSuccess else {
            throw ProgramError("\(path) was answered with \(answer.status).", "It said: \(answer.text.prefix(300))")
        }
        return took
    }
}
