internal import Core
internal import EventLoop
internal import Foundation
internal import Glibc
internal import Jobs
internal import Postgres

/// How fast the queue is worked off by a process of its own: as it is, with a transaction held open that keeps old rows
/// from being cleaned away, and when the process is killed in the middle.
struct JobBench: Sendable {
    static let kind = "bench.nothing"
    private static let count = 4000

    let place: BenchPlace
    let options: BenchOptions
    let say: @Sendable (String) -> Void

    func run() async throws -> [BenchResult] {
        try await CommandSession.run(place.settings) { session in
            let cores = Double(min(2, ProcessInfo.processInfo.activeProcessorCount))
            say("jobs …")
            let together = try await enqueue(session, perTransaction: 500)
            let drained = try await drain(session)
            let apart = try await enqueue(session, perTransaction: 1)
            let xmin = try BlockingSession(session.installation.logins.system)
            try xmin.run(
                "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; begin isolation level repeatable read; select 1 from jobs limit 1"
            )
            let held = try await drain(session)
            try xmin.run("rollback")
            _ = try await enqueue(session, perTransaction: 500)
            let lost = try await drainKilled(session)
            return [
                BenchResult(name: "jobs enqueued, 500 a transaction", measured: together / cores, unit: "1/s per core"),
                BenchResult(name: "jobs enqueued, one a transaction", measured: apart / cores, unit: "1/s per core"),
                BenchResult(
                    name: "jobs done, the worker's start included", measured: drained / cores, unit: "1/s per core"),
                BenchResult(name: "the same, with a held xmin", measured: held / cores, unit: "1/s per core"),
                BenchResult(
                    name: "jobs lost by kill -9 of a worker", measured: Double(lost), unit: "of \(Self.count)",
                    bar: "none", passed: lost == 0),
            ]
        }
    }

    /// Jobs a second.
    private func enqueue(_ session: CommandSession, perTransaction: Int) async throws -> Double {
        let begin = ContinuousClock.now
        let (database, context) = (session.application.database, place.small.context)
        let queue = JobQueue(notifier: nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<max(1, Self.count / 8 / perTransaction) {
                        let jobs = (0..<min(perTransaction, Self.count / 8)).map { _ in NewJob(Self.kind) }
                        try await database.transaction(context) { _ = try queue.enqueue(many: jobs, in: $0) }
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(Self.count) / seconds(since: begin)
    }

    /// Jobs done a second, the worker's own start included: a lower bound.
    private func drain(_ session: CommandSession) async throws -> Double {
        let before = try await done(session)
        let begin = ContinuousClock.now
        let worker = try worker()
        defer { worker.stop(SIGKILL) }
        try await wait(session, until: before + Self.count)
        return Double(Self.count) / seconds(since: begin)
    }

    /// Jobs that are nowhere after a worker was killed and another took over.
    private func drainKilled(_ session: CommandSession) async throws -> Int {
        let before = try await done(session)
        let victim = try worker()
        try await wait(session, until: before + 1)
        victim.stop(SIGKILL)
        let heir = try worker()
        defer { heir.stop(SIGKILL) }
        do { try await wait(session, until: before + Self.count) } catch is ProgramError {}
        return before + Self.count - (try await done(session))
    }

    private func worker() throws -> ChildProgram {
        try ChildProgram("/proc/self/exe", ["bench", "--worker"] + place.arguments, folder: place.folder)
    }

    private func done(_ session: CommandSession) async throws -> Int {
        let rows = try await session.application.database.systemQuery(
            .jobs, "select count(*) as count from job_history where kind = \(Self.kind)")
        return try rows.one("count").get("count")
    }

    private func wait(_ session: CommandSession, until count: Int) async throws {
        let begin = ContinuousClock.now
        while try await done(session) < count {
            guard begin.duration(to: .now) < .seconds(60) else {
                throw ProgramError("The jobs were not done within a minute.", "Look at the queue.")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func seconds(since begin: ContinuousClock.Instant) -> Double {
        Double(begin.duration(to: .now).microseconds) / 1e6
    }

    /// What the processes that this starts do: work on jobs that do nothing, until they are killed.
    static func work(_ settings: Settings) async throws {
        try await CommandSession.run(settings) { session in
            let kind = JobKind(Self.kind, lease: .seconds(3)) { _ in }
            let runner = JobRunner(
                database: session.application.database, kinds: [kind], loops: session.application.loops)
            runner.start()
            await StopSignal.wait()
            await runner.stop()
        }
    }
}
