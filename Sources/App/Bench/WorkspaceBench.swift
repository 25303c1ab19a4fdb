internal import Core
internal import Foundation
internal import HTTPClient

/// How long the pages of a large organisation take, asked for one after the other by one signed-in person. Somebody of an
/// organisation with next to nothing in it has looked at each page before, many times at once: PostgreSQL's connections hold
/// the plans made for them.
struct WorkspaceBench: Sendable {
    let place: BenchPlace
    let http: HTTPClient
    /// What a browser shows to be let in.
    let cookie: String
    /// The same, for the other organisation.
    let newcomer: String
    let say: @Sendable (String) -> Void

    /// Each page with the milliseconds within which 95 of 100 must come.
    private static let pages: [(name: String, path: String, bound: Double)] = [
        ("customers, first page", "/customers", 50),
        ("customers, active, by name", "/customers?status=eq.active&order=name.asc", 50),
        ("customers, by part of a name", "/customers?q=Okafor%20f4", 50),
        ("search by name", "/search/palette?q=kavita%20tran%20c3", 50),
        ("search by number", "/search/palette?q=2120400400", 50),
        ("search by e-mail", "/search/palette?q=c77123", 50),
        ("search by a common name", "/search/palette?q=kavita", 50),
        ("search by two letters", "/search/palette?q=ka", 50),
        ("search by last digits", "/search/palette?q=040400", 50),
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
            try await settlePlans(page.path)
            var times: [Double] = []
            var size = 0
            for round in 0..<(Self.rounds + 5) {
                let (took, bytes) = try await time(page.path, cookie)
                size = bytes
                // The first few fill PostgreSQL's memory.
                if round >= 5 { times.append(took) }
            }
            let sorted = times.sorted()
            results += [
                .below(
                    "\(page.name), 95th percentile at \(rows)", sorted[times.count * 95 / 100], unit: "ms",
                    bound: page.bound),
                BenchResult(name: "  median", measured: sorted[times.count / 2], unit: "ms"),
            ]
            if page.path == Self.pages[0].path {
                results.append(.below("  size", Double(size) / 1000, unit: "kB", bound: 100))
            }
        }
        return results
    }

    /// PostgreSQL settles on a plan after five uses on a connection.
    private func settlePlans(_ path: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<20 { _ = try await time(path, newcomer) } } }
            try await group.waitForAll()
        }
    }

    /// Milliseconds to the whole answer, and its bytes.
    private func time(_ path: String, _ cookie: String) async throws -> (Double, bytes: Int) {
        let request = OutgoingRequest(
            .get, place.url + path, headers: [.init("Cookie", cookie), .init("Accept", "text/html")], body: [],
            addresses: .any)
        let begin = ContinuousClock.now
        let answer = try await http.send(request)
        let took = Double(begin.duration(to: .now).microseconds) / 1000
        guard answer.isSuccess else {
            throw ProgramError("\(path) was answered with \(answer.status).", "It said: \(answer.text.prefix(300))")
        }
        return (took, answer.body.count)
    }
}
