internal import Glibc
internal import Synchronization

/// A bounded pool of threads for work that blocks or takes long (argon2id, PDF, images, files): never done on a loop.
public final class WorkerPool: Sendable {
    private struct State: @unchecked Sendable {
        var queue: [@Sendable () -> Void] = []
        var head = 0
        var stopped = false
        var waiting: Int { queue.count - head }
    }
    private final class Shared: @unchecked Sendable {
        var mutex = pthread_mutex_t()
        var condition = pthread_cond_t()
        var state = State()
        init() {
            pthread_mutex_init(&mutex, nil)
            pthread_cond_init(&condition, nil)
        }
    }
    private let shared = Shared()
    private let limit: Int

    /// `threads` threads; at most `limit` pieces of work waiting.
    public init(threads: Int, limit: Int = 1000) {
        self.limit = limit
        let shared = shared
        for index in 0..<max(1, threads) {
            _ = LoopThread(name: "worker-\(index)") { WorkerPool.work(shared) }
        }
    }

    /// Runs `work` on one of the threads. Throws what it throws, or `WorkerPoolFull`.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
            let accepted = submit { continuation.resume(with: Result { try work() }) }
            if !accepted { continuation.resume(throwing: WorkerPoolFull()) }
        }
    }

    public func stop() {
        pthread_mutex_lock(&shared.mutex)
        shared.state.stopped = true
        pthread_cond_broadcast(&shared.condition)
        pthread_mutex_unlock(&shared.mutex)
    }

    /// Runs `work` on one of the threads without anybody waiting for it; false, and nothing is done, if too much waits.
    public func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        pthread_mutex_lock(&shared.mutex)
        defer { pthread_mutex_unlock(&shared.mutex) }
        guard shared.state.waiting < limit, !shared.state.stopped else { return false }
        shared.state.queue.append(work)
        pthread_cond_signal(&shared.condition)
        return true
    }

    private static func work(_ shared: Shared) {
        while true {
            pthread_mutex_lock(&shared.mutex)
            while shared.state.waiting == 0, !shared.state.stopped {
                pthread_cond_wait(&shared.condition, &shared.mutex)
            }
            guard shared.state.waiting > 0 else { return _ = pthread_mutex_unlock(&shared.mutex) }
            let next = shared.state.queue[shared.state.head]
            shared.state.head += 1
            if shared.state.waiting == 0 {
                shared.state.queue.removeAll(keepingCapacity: true)
                shared.state.head = 0
            }
            pthread_mutex_unlock(&shared.mutex)
            next()
        }
    }
}

/// The worker pool has as much waiting as it may.
public struct WorkerPoolFull: Error {}
