internal import Core
internal import Foundation
internal import HTTPClient

/// `mainline serve` as a process of its own.
final class BenchServer: Sendable {
    let program: ChildProgram
    /// Seconds from its start until it said it was ready.
    let startTime: Double

    /// Starts it and waits until it is ready. Throws `ProgramError`.
    init(_ place: BenchPlace, http: HTTPClient) async throws {
        let begin = ContinuousClock.now
        program = try ChildProgram("/proc/self/exe", ["serve"] + place.arguments, folder: place.folder)
        var request = OutgoingRequest(.get, place.url + "/readyz", addresses: .any)
        request.timeouts = .init(connect: .seconds(1), total: .seconds(2))
        while true {
            do {
                if try await http.send(request).status == 200 { break }
            } catch {
                guard program.isRunning, begin.duration(to: .now) < .seconds(30) else {
                    program.stop()
                    throw ProgramError("The server did not start.", "It said: \(program.text)")
                }
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        startTime = Double(begin.duration(to: .now).microseconds) / 1e6
    }

    func stop() async throws {
        program.stop()
        _ = try await program.wait(.seconds(40))
    }
}
