public import Core
public import EventLoop
public import Postgres
internal import Synchronization
public import Telemetry

/// Works on jobs in this process: takes them in batches, fairly over organisations, keeps their leases alive, writes
/// down in batches what came of them, and takes over from processes that have died.
public final class JobRunner: Sendable {
    public struct Options: Sendable {
        /// Jobs worked on at once.
        public var capacity = 200
        /// What one organisation may hold of that at once, so that others find room however long its jobs take.
        public var organisationLimit = 150
        /// How often to look without being woken.
        public var pollInterval: Duration = .seconds(1)
        /// How often leases are swept and due jobs made available.
        public var upkeepInterval: Duration = .seconds(1)
        /// How long finished jobs and idempotency keys are kept.
        public var historyKept: Duration = .days(14)
        /// Where to listen for news of jobs: a connection string that leads to PostgreSQL itself, not to a pooler.
        /// Nil to poll only.
        public var listen: String?

        public init() {}
    }

    let store: JobStore
    let kinds: [String: JobKind]
    let options: Options
    let clock: TimeSource
    let log: Log
    let metrics: JobMetrics
    let loops: EventLoopGroup
    let makeContext: @Sendable (ID<Organisation>, String) async throws -> Context
    let inHand = Mutex(JobsInHand())
    let signal = WakeSignal()
    let rotation = Mutex(Rotation())
    private let service = Mutex(Service())
    private let listener: NotificationListener?

    /// Where the runner stands in going round.
    struct Rotation {
        var servedLast: ID<Organisation>?
        var laneWindow: JobLane?
        var upkeepDone: Instant?
        var purgeDone: Instant?
    }

    private struct Service {
        var work: Task<Void, Never>?
        var poll: Task<Void, Never>?
    }

    /// - Parameter context: makes the context in which an organisation's jobs run, given the correlation id; the
    ///   application looks up zone, currency and language there. Its role is `system`, its surface `job`.
    public init(
        database: Database, kinds: [JobKind], loops: EventLoopGroup, options: Options = Options(),
        clock: TimeSource = .system, log: Log = .silent, metrics: Metrics = Metrics(), name: Identifier? = nil,
        context: (@Sendable (ID<Organisation>, String) async throws -> Context)? = nil
    ) {
        store = JobStore(database: database, owner: name ?? IDSource.random.next(at: clock.now))
        self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in
            preconditionFailure("two kinds of job are called \(first.name)")
        }
        self.options = options
        self.clock = clock
        self.log = log.area("jobs")
        self.metrics = JobMetrics(metrics)
        self.loops = loops
        makeContext = context ?? { Self.plainContext($0, $1, clock) }
        let signal = signal
        listener = options.listen.map {
            NotificationListener(database, conninfo: $0, channels: ["mainline_jobs"]) { _, _ in signal.wake() }
        }
    }

    private static func plainContext(
        _ organisation: ID<Organisation>, _ correlation: String, _ clock: TimeSource
    ) -> Context {
        Context(
            organisation: organisation, actor: .system("jobs"), role: .system, correlation: correlation, surface: .job,
            clock: clock)
    }

    // MARK: - As a service

    /// Begins to work, until `stop`.
    public func start() {
        listener?.start()
        service.withLock { service in
            guard service.work == nil else { return }
            service.work = Task(executorPreference: loops.next) { await self.work() }
            let (signal, interval) = (signal, options.pollInterval)
            service.poll = Task(executorPreference: loops.next) {
                while !Task.isCancelled {
                    signal.wake()
                    do { try await Task.sleep(for: interval) } catch { return }
                }
            }
        }
    }

    private func work() async {
        while !Task.isCancelled {
            await signal.wait()
            do {
                try await turn()
            } catch {
                log.warning("the queue could not be worked on; trying again", ["error": .error(error)])
            }
        }
    }

    /// Takes no more jobs, lets those in hand finish for as long as `grace`, then cancels and gives back the rest.
    public func stop(grace: Duration = .seconds(20)) async {
        inHand.withLock { $0.isStopping = true }
        listener?.stop()
        let tasks = inHand.withLock { $0.entries.values.compactMap(\.task) }
        let deadline = Task {
            do { try await Task.sleep(for: grace) } catch { return }
            for task in tasks { task.cancel() }
        }
        await Self.wait(for: tasks, atMost: grace + Self.patience)
        deadline.cancel()
        let (work, poll) = service.withLock { service in
            defer { service = Service() }
            return (service.work, service.poll)
        }
        poll?.cancel()
        work?.cancel()
        signal.wake()
        await work?.value
        loseUnfinished()
        do { try await writeOutcomes() } catch {
            log.error("the last outcomes could not be written; their jobs will run again", ["error": .error(error)])
        }
    }

    /// How long a cancelled handler may take to notice. One that ignores it is not waited for any longer: its lease runs
    /// out by itself.
    private static let patience: Duration = .seconds(10)

    private static func wait(for tasks: [Task<Void, Never>], atMost limit: Duration) async {
        let done = WakeSignal()
        let all = Task {
            for task in tasks { await task.value }
            done.wake()
        }
        let timer = Task {
            do { try await Task.sleep(for: limit) } catch { return }
            done.wake()
        }
        await done.wait()
        timer.cancel()
        all.cancel()
    }

    /// They may still be at work: another process takes them when their leases have run out, not before.
    private func loseUnfinished() {
        inHand.withLock { hand in
            for entry in hand.entries.values {
                entry.lease.lose()
                hand.end(entry.lease, nil)
            }
        }
    }

    // MARK: - By hand

    /// Works until nothing is ready and nothing in hand: for tests and one-off commands, without `start`.
    public func runUntilIdle() async throws {
        while true {
            let claimed = try await turn()
            if claimed == 0, inHand.withLock({ $0.isEmpty }) { return }
            if claimed == 0 { await signal.wait() }
        }
    }
}
