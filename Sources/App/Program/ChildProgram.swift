internal import Foundation
internal import Glibc

/// Another program, run beside this one with its output in a file.
final class ChildProgram: @unchecked Sendable {
    private let process = Process()
    private let output: String

    /// Starts `path`; its output and errors go to a file in `folder`. Throws `ProgramError` if it is not installed.
    /// `environment` is added to this process's own.
    init(
        _ path: String, _ arguments: [String], folder: String, package: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ProgramError(
                "\(path) is not there.",
                package.map { "Install it: apt-get install \($0)." } ?? "Build the program again.")
        }
        output = folder + "/" + UUID().uuidString + ".out"
        guard FileManager.default.createFile(atPath: output, contents: nil) else {
            throw ProgramError("\(output) cannot be made.", "Check who may write to \(folder).")
        }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardOutput = file
        process.standardError = file
        process.standardInput = FileHandle.nullDevice
        // Threads that tasks run on have signals blocked, and children inherit that: pgbench would never hear its alarm.
        var (none, mine) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &mine)
        defer { pthread_sigmask(SIG_SETMASK, &mine, nil) }
        try process.run()
    }

    var id: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    var text: String { FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// Resident memory in MB: its own, and what is mapped from files.
    var memory: Double {
        let status =
            FileManager.default.contents(atPath: "/proc/\(id)/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) / 1024
    }

    /// Waits for its end, at most `limit`, then stops it. Gives its exit status.
    func wait(_ limit: Duration) async throws -> Int32 {
        let start = ContinuousClock.now
        while process.isRunning {
            if start.duration(to: .now) > limit {
                stop(SIGKILL)
                throw ProgramError(
                    "\(process.executableURL?.lastPathComponent ?? "A program") did not end in time.",
                    "Look at its output: \(text.suffix(500))")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return process.terminationStatus
    }

    func stop(_ signal: Int32 = SIGTERM) { if process.isRunning { kill(id, signal) } }

    /// Runs a program to its end and gives what it said. Throws `ProgramError` if it fails.
    static func run(
        _ path: String, _ arguments: [String], folder: String, package: String? = nil,
        environment: [String: String] = [:],
        limit: Duration
    ) async throws -> String {
        let child = try ChildProgram(path, arguments, folder: folder, package: package, environment: environment)
        let status = try await child.wait(limit)
        guard status == 0 else {
            throw ProgramError("\(path) failed with \(status).", "It said: \(child.text.suffix(800))")
        }
        return child.text
    }
}
