internal import Core
internal import Foundation

/// One line of the table: what was measured beside its limit.
struct BenchResult: Sendable {
    let name: String
    let measured: Double
    let unit: String
    /// The same work by the means that set the limit, if there is one.
    var limit: Double?
    /// In words: `≥ 0.70 of the limit`.
    var bar: String?
    /// nil where nothing is promised.
    var passed: Bool?

    /// A rate that must reach `share` of the limit's.
    static func rate(_ name: String, _ measured: Double, unit: String = "1/s", limit: Double, atLeast share: Double)
        -> BenchResult
    {
        BenchResult(
            name: name, measured: measured, unit: unit, limit: limit, bar: "≥ \(Self.text(share)) of the limit",
            passed: measured >= share * limit)
    }

    /// Something that must stay below `bound`.
    static func below(_ name: String, _ measured: Double, unit: String, bound: Double) -> BenchResult {
        BenchResult(
            name: name, measured: measured, unit: unit, bar: "< \(Self.text(bound)) \(unit)", passed: measured < bound)
    }

    static func text(_ value: Double) -> String {
        abs(value) >= 100 ? String(format: "%.0f", value) : String(format: abs(value) >= 10 ? "%.1f" : "%.2f", value)
    }

    var json: JSON {
        [
            "name": .string(name), "measured": .double(measured), "unit": .string(unit),
            "limit": limit.map { .double($0) } ?? .null, "ratio": limit.map { .double(measured / $0) } ?? .null,
            "bar": .text(bar), "passed": passed.map { .bool($0) } ?? .null,
        ]
    }
}

/// The table, and the file for machines.
enum BenchReport {
    static func table(_ results: [BenchResult]) -> String {
        let head = ["what", "measured", "limit", "ratio", "bar", ""]
        let lines = results.map { result in
            [
                result.name, BenchResult.text(result.measured) + " " + result.unit,
                result.limit.map(BenchResult.text) ?? "",
                result.limit.map { BenchResult.text(result.measured / $0) } ?? "", result.bar ?? "",
                result.passed.map { $0 ? "pass" : "MISS" } ?? "",
            ]
        }
        let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
        return ([head] + lines).map { line in
            zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// Throws if the file cannot be written.
    static func write(_ results: [BenchResult], machine: [(String, String)], to path: String) throws {
        let document: JSON = [
            "version": .string(Version.number), "at": .text(Instant.systemNow),
            "machine": .object(Dictionary(machine.map { ($0.0, JSON.string($0.1)) }, uniquingKeysWith: { $1 })),
            "results": .array(results.map(\.json)),
        ]
        try Data((document.text + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
}

/// On what it was measured.
enum Machine {
    static var description: [(String, String)] {
        [
            ("processor", line("/proc/cpuinfo", "model name") ?? "unknown"),
            ("cores", String(ProcessInfo.processInfo.activeProcessorCount)),
            ("memory", line("/proc/meminfo", "MemTotal") ?? "unknown"),
            ("kernel", file("/proc/sys/kernel/osrelease") ?? "unknown"),
            ("load before", file("/proc/loadavg") ?? "unknown"),
        ]
    }

    private static func file(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    private static func line(_ path: String, _ name: String) -> String? {
        file(path)?.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap {
            $0.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
