internal import Core
internal import Foundation
internal import HTTPClient

/// Whether one organisation that asks far beyond its limits can be felt by another: the quiet one's 99th percentile
/// beside such a neighbour, against the same alone.
struct NeighbourBench: Sendable {
    let place: BenchPlace
    let http: HTTPClient
    let say: @Sendable (String) -> Void

    /// Requests a minute that the neighbour's key allows.
    static let allowed = 600
    /// How many times that it asks.
    private static let excess = 50
    private static let rounds = 3
    private static let seconds = 8
    /// Requests a second of the quiet organisation.
    private static let pace = 40
    private static let connections = 50
    /// Where each seems to be: the waits that an address earns are that address's own.
    private static let quietAddress = "203.0.113.9"
    private static let loudAddress = "198.51.100.7"

    /// What the neighbour does.
    private enum Noise: String, CaseIterable {
        case overLimit = "a neighbour at 50 times its key's limit"
        case revokedKey = "a revoked key at the same rate"
    }

    /// Gives the quiet organisation's 99th percentile alone, and for each noise how many times as long it is beside it.
    func run() async throws -> [BenchResult] {
        let (quiet, loud) = (try place.authorization(), try place.authorization(large: true))
        // Fills caches and opens connections.
        _ = try await measure(quiet)
        var alone: [Double] = []
        var beside: [Noise: [Double]] = [:]
        for round in 1...Self.rounds {
            say("the quiet organisation alone, round \(round) of \(Self.rounds) …")
            alone.append(try await measure(quiet))
            for noise in Noise.allCases {
                say("beside \(noise.rawValue), round \(round) of \(Self.rounds) …")
                let neighbour = try start(noise == .overLimit ? loud : try place.revokedAuthorization())
                try await Task.sleep(for: .seconds(1))
                beside[noise, default: []].append(try await measure(quiet))
                neighbour.stop()
                _ = try await neighbour.wait(.seconds(20))
            }
        }
        let base = BenchRun.median(alone)
        var results = [BenchResult(name: "quiet organisation alone, 99th percentile", measured: base, unit: "ms")]
        for noise in Noise.allCases {
            let times = BenchRun.median(beside[noise] ?? []) / base
            results.append(
                BenchResult(
                    name: "  beside \(noise.rawValue), times as long", measured: times, unit: "×", bar: "≤ 1.5 ×",
                    passed: times <= 1.5))
        }
        return results
    }

    /// wrk at an even rate: each of its connections waits between requests.
    private func start(_ header: String) throws -> ChildProgram {
        let perSecond = Self.allowed * Self.excess / 60
        let script = place.folder + "/neighbour.lua"
        try Data("function delay() return \(Self.connections * 1000 / perSecond) end\n".utf8)
            .write(to: URL(fileURLWithPath: script))
        return try ChildProgram(
            "/usr/bin/wrk",
            [
                "-t1", "-c\(Self.connections)", "-d\(Self.seconds + 4)s", "-s", script, "-H", header,
                "-H", "X-Forwarded-For: \(Self.loudAddress)",
                place.url + "/api/v1/leads?limit=20",
            ], folder: place.folder)
    }

    /// Asks for a list at an even pace, one after the other or beside each other as the pace wants it; milliseconds below
    /// which 99 of 100 answers came.
    private func measure(_ header: String) async throws -> Double {
        let request = OutgoingRequest(
            .get, place.url + "/api/v1/leads?limit=20",
            headers: [
                .init("Authorization", String(header.dropFirst("Authorization: ".count))),
                .init("X-Forwarded-For", Self.quietAddress),
            ], body: [],
            addresses: .any)
        let begin = ContinuousClock.now
        let http = http
        let times = try await withThrowingTaskGroup(of: Double.self) { group in
            for number in 0..<(Self.pace * Self.seconds) {
                group.addTask {
                    try await Task.sleep(
                        until: begin.advanced(by: .milliseconds(number * 1000 / Self.pace)), clock: .continuous)
                    let sent = ContinuousClock.now
                    let answer = try await http.send(request)
                    guard answer.isSuccess else {
                        throw ProgramError(
                            "The quiet organisation was answered with \(answer.status).",
                            "It said: \(answer.text.prefix(300))")
                    }
                    return Double(sent.duration(to: .now).microseconds) / 1000
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        return times.sorted()[times.count * 99 / 100]
    }
}
