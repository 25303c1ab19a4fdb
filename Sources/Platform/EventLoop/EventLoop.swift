internal import CLinux
internal import Core
internal import Glibc
internal import Synchronization

/// One thread, one epoll, and a Swift executor on it. Tasks that prefer it, socket handlers and timers all run on that
/// thread, so what belongs to a loop needs no locks. Blocking or long work belongs on `WorkerPool` instead.
public final class EventLoop: TaskExecutor, SerialExecutor, @unchecked Sendable {
    /// What other threads hand over; everything else is touched by the loop's thread alone.
    private struct Inbox: @unchecked Sendable {
        var jobs: [UnownedJob] = []
        var calls: [@Sendable () -> Void] = []
        var signalled = false
    }

    public let name: String
    private let epoll: Int32
    private let wakeup: Int32
    private let inbox = Mutex(Inbox())
    private let owner = Atomic<UInt>(0)
    private let stopping = Atomic<Bool>(false)
    private var ready: [UnownedJob] = []
    private var spare: [UnownedJob] = []
    private var removed: [LoopHandler] = []
    private var timers = TimerHeap()
    private var participants: [any LoopParticipant] = []
    private var thread: LoopThread?

    /// Throws `LoopError` if the system gives no descriptor.
    public init(name: String) throws {
        self.name = name
        epoll = linux_epoll_create()
        wakeup = linux_eventfd()
        guard epoll >= 0, wakeup >= 0 else { throw LoopError(operation: "epoll_create", code: errno) }
        _ = linux_epoll_control(epoll, EPOLL_CTL_ADD, wakeup, Readiness.readable.rawValue, nil)
    }

    deinit {
        close(epoll)
        close(wakeup)
    }

    // MARK: - From any thread

    /// Whether the calling thread is this loop's.
    @inline(__always) public var isCurrent: Bool { owner.load(ordering: .relaxed) == UInt(pthread_self()) }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent { return ready.append(job) }
        let mustWake = inbox.withLock { inbox in
            inbox.jobs.append(job)
            defer { inbox.signalled = true }
            return !inbox.signalled
        }
        if mustWake { wake() }
    }

    /// Runs `call` on the loop's thread, soon. From the loop itself too it runs after the current work.
    public func submit(_ call: @escaping @Sendable () -> Void) {
        let mustWake = inbox.withLock { inbox in
            inbox.calls.append(call)
            defer { inbox.signalled = true }
            return !inbox.signalled
        }
        if mustWake { wake() }
    }

    public func isSameExclusiveExecutionContext(other: EventLoop) -> Bool { self === other }
    public func checkIsolated() { precondition(isCurrent, "not on the event loop \(name)") }

    /// Starts the loop's thread.
    public func start() {
        thread = LoopThread(name: name) { self.run() }
        while owner.load(ordering: .acquiring) == 0 { usleep(50) }
    }

    /// Ends the loop after the work at hand and waits for its thread. Not from the loop itself.
    public func stop() {
        stopping.store(true, ordering: .releasing)
        wake()
        thread?.join()
        thread = nil
    }

    private func wake() {
        var one: UInt64 = 1
        _ = write(wakeup, &one, 8)
    }

    // MARK: - On the loop only

    /// Watches the handler's descriptor; it is kept alive until `remove`.
    public func add(_ handler: LoopHandler, _ readiness: Readiness) {
        let pointer = Unmanaged.passRetained(handler).toOpaque()
        _ = linux_epoll_control(epoll, EPOLL_CTL_ADD, handler.descriptor, readiness.rawValue, pointer)
    }

    public func modify(_ handler: LoopHandler, _ readiness: Readiness) {
        let pointer = Unmanaged.passUnretained(handler).toOpaque()
        _ = linux_epoll_control(epoll, EPOLL_CTL_MOD, handler.descriptor, readiness.rawValue, pointer)
    }

    /// Call before closing the descriptor.
    public func remove(_ handler: LoopHandler) {
        _ = linux_epoll_control(epoll, EPOLL_CTL_DEL, handler.descriptor, 0, nil)
        removed.append(handler)  // events of this batch may still name it
        Unmanaged.passUnretained(handler).release()
    }

    /// Runs `action` once on the loop after `delay`. Returns a token for `cancelTimer`.
    @discardableResult
    public func after(_ delay: Duration, _ action: @escaping () -> Void) -> LoopTimer {
        timers.add(at: Self.monotonicMilliseconds + max(0, delay.milliseconds), action)
    }

    public func cancel(_ timer: LoopTimer) { timers.cancel(timer) }

    /// Adds a library that keeps sockets of its own (libmicrohttpd).
    public func add(_ participant: any LoopParticipant) { participants.append(participant) }

    public func remove(_ participant: any LoopParticipant) { participants.removeAll { $0 === participant } }

    // MARK: - The loop

    private func run() {
        owner.store(UInt(pthread_self()), ordering: .releasing)
        let capacity = 256
        let events = UnsafeMutablePointer<linux_event>.allocate(capacity: capacity)
        defer { events.deallocate() }
        while !stopping.load(ordering: .acquiring) {
            runReadyJobs()
            repeat {
                for participant in participants { participant.runOnLoop() }
                runReadyJobs()
            } while !ready.isEmpty
            let count = linux_epoll_wait(epoll, events, Int32(capacity), waitMilliseconds)
            for index in 0..<max(0, Int(count)) { handle(events[index]) }
            removed.removeAll(keepingCapacity: true)
            for action in timers.takeDue(until: Self.monotonicMilliseconds) { action() }
        }
    }

    private func handle(_ event: linux_event) {
        if let pointer = event.pointer {
            let handler = Unmanaged<LoopHandler>.fromOpaque(pointer).takeUnretainedValue()
            // Removed by an earlier event of this batch: its descriptor and what it owns are gone.
            if !removed.isEmpty, removed.contains(where: { $0 === handler }) { return }
            handler.ready(Readiness(rawValue: event.events))
        } else {
            takeInbox()
        }
    }

    private func takeInbox() {
        var count: UInt64 = 0
        _ = read(wakeup, &count, 8)
        let (jobs, calls) = inbox.withLock { inbox in
            defer { inbox = Inbox() }
            return (inbox.jobs, inbox.calls)
        }
        for call in calls { call() }
        ready.append(contentsOf: jobs)
    }

    private func runReadyJobs() {
        while !ready.isEmpty {
            swap(&ready, &spare)
            for job in spare { job.runSynchronously(on: asUnownedTaskExecutor()) }
            spare.removeAll(keepingCapacity: true)
        }
    }

    private var waitMilliseconds: Int32 {
        if !ready.isEmpty { return 0 }
        var wait = timers.nextDue.map { max(0, $0 - Self.monotonicMilliseconds) } ?? 60_000
        for participant in participants {
            if let limit = participant.nextTimeoutMilliseconds { wait = min(wait, limit) }
        }
        return Int32(clamping: wait)
    }

    static var monotonicMilliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A system call that the loop needs failed.
public struct LoopError: Error, Sendable {
    public let operation: String
    /// errno
    public let code: Int32
}
