import Foundation
import Telemetry
import Testing

/// Prometheus' own checker reads what we write.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")))
struct PromtoolTests {
    @Test func promtool_finds_nothing_to_say() throws {
        let metrics = Metrics()
        metrics.addProcess()
        metrics.counter("mainline_requests_total", "Requests answered.", labels: ["method"])["GET"].increment()
        metrics.histogram("mainline_request_duration_seconds", "Time to answer.", labels: ["route"])["/"].observe(0.2)
        let promtool = Process()
        promtool.executableURL = URL(fileURLWithPath: "/usr/bin/promtool")
        promtool.arguments = ["check", "metrics"]
        let (input, output) = (Pipe(), Pipe())
        promtool.standardInput = input
        promtool.standardOutput = output
        promtool.standardError = output
        try promtool.run()
        try input.fileHandleForWriting.write(contentsOf: Data(metrics.text.utf8))
        try input.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        promtool.waitUntilExit()
        #expect(promtool.terminationStatus == 0, "\(said)")
    }
}
