import Core
import Jobs
import Postgres
import Synchronization
import TestSupport

/// A database, a clock moved by hand, and a record of which jobs ran.
final class JobBench: Sendable {
    let test: TestDatabase
    let clock = TestClock()
    let queue = JobQueue(notifier: nil)
    private let log = Mutex<[String]>([])

    let first: ID<Organisation> = TestDatabase.id(1)
    let second: ID<Organisation> = TestDatabase.id(2)

    private init(_ test: TestDatabase) { self.test = test }

    static func with(_ body: (JobBench) async throws -> Void) async throws {
        let bench = JobBench(try await TestDatabase.make())
        defer { bench.test.drop() }
        try await body(bench)
    }

    func context(_ organisation: ID<Organisation>? = nil, role: Role = .owner) -> Context {
        TestDatabase.context(organisation ?? first, role: role, clock: clock.source)
    }

    func runner(_ kinds: [JobKind], _ change: (inout JobRunner.Options) -> Void = { _ in }) -> JobRunner {
        var options = JobRunner.Options()
        change(&options)
        return JobRunner(
            database: test.database, kinds: kinds, loops: test.loops, options: options, clock: clock.source)
    }

    @discardableResult
    func enqueue(_ jobs: [NewJob], in organisation: ID<Organisation>? = nil) async throws -> [ID<Job>] {
        let queue = queue
        return try await test.database.transaction(context(organisation)) { try queue.enqueue(many: jobs, in: $0) }
    }

    /// A kind that writes down the `name` in its payload.
    func noting(_ kind: String = "note", _ change: (inout JobKind) -> Void = { _ in }) -> JobKind {
        var result = JobKind(kind) { run in self.note(run.payload["name"]?.string ?? "") }
        change(&result)
        return result
    }

    func note(_ name: String) { log.withLock { $0.append(name) } }
    var noted: [String] { log.withLock { $0 } }

    func states() throws -> [String] { try test.column("select state from jobs order by position") }
    func finished() throws -> [String] { try test.column("select state from job_history order by finished_at, id") }
}

extension NewJob {
    static func note(_ name: String, serialisationKey: String? = nil, idempotencyKey: String? = nil) -> NewJob {
        NewJob(
            "note", payload: ["name": .string(name)], idempotencyKey: idempotencyKey, serialisationKey: serialisationKey
        )
    }
}

/// Holds handlers until it is opened.
final class Gate: Sendable {
    private struct State {
        var open = false
        var arrived = 0
        var held: [CheckedContinuation<Void, Never>] = []
        var watchers: [(Int, CheckedContinuation<Void, Never>)] = []
    }
    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let (goOn, seen) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
                state.arrived += 1
                let seen = state.watchers.filter { $0.0 <= state.arrived }.map(\.1)
                state.watchers.removeAll { $0.0 <= state.arrived }
                if !state.open { state.held.append(continuation) }
                return (state.open, seen)
            }
            for watcher in seen { watcher.resume() }
            if goOn { continuation.resume() }
        }
    }

    /// Returns when `count` handlers have come to the gate.
    func arrivals(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let already = state.withLock { state in
                if state.arrived < count { state.watchers.append((count, continuation)) }
                return state.arrived >= count
            }
            if already { continuation.resume() }
        }
    }

    func open() {
        let held = state.withLock { state in
            defer { state.held = [] }
            state.open = true
            return state.held
        }
        for continuation in held { continuation.resume() }
    }
}
