internal import Foundation

/// wrk: many requests over kept connections, from a process of its own.
struct LoadGenerator: Sendable {
    struct Answer: Sendable {
        /// Requests a second.
        let rate: Double
        /// Milliseconds below which 99 of 100 answers came.
        let p99: Double
    }

    let folder: String
    let connections: Int
    let seconds: Int

    /// Asks for `url` with `header`. Throws `ProgramError` if wrk is missing or anything but 2xx was answered.
    func run(_ url: String, header: String) async throws -> Answer {
        let text = try await ChildProgram.run(
            "/usr/bin/wrk", ["-t1", "-c\(connections)", "-d\(seconds)s", "--latency", "-H", header, url],
            folder: folder, package: "wrk",
            limit: .seconds(seconds + 20))
        if text.contains("Non-2xx") || text.contains("Socket errors") {
            throw ProgramError("The server refused some of the requests for \(url).", "wrk said: \(text)")
        }
        guard let rate = Self.value(after: "Requests/sec:", in: text), let p99 = Self.value(after: "99%", in: text)
        else {
            throw ProgramError("wrk's answer is not understood.", "It said: \(text)")
        }
        return Answer(rate: rate, p99: p99)
    }

    /// The number after `name`; times in milliseconds.
    private static func value(after name: String, in text: String) -> Double? {
        // At the start of a line: a share of 68.99% elsewhere is not the 99th percentile.
        guard let line = text.split(separator: "\n").first(where: { $0.drop { $0 == " " }.hasPrefix(name) }),
            let range = line.range(of: name)
        else { return nil }
        let word = line[range.upperBound...].drop { $0 == " " }.prefix { !$0.isWhitespace }
        let digits = word.prefix { $0.isNumber || $0 == "." }
        let factor: Double =
            switch word.dropFirst(digits.count) {
            case "us": 0.001
            case "s": 1000
            default: 1
            }
        return Double(digits).map { $0 * factor }
    }
}
