internal import EventLoop
internal import Synchronization

/// Tells other processes that something new has been committed: at most one empty NOTIFY per interval and process,
/// never one per row, because NOTIFY makes commits wait for each other.
public final class CommitNotifier: Sendable {
    private enum State { case idle, resting, restingWithNews }

    private let database: Database
    private let reason: SystemReason
    /// The channel that listeners name.
    public let channel: String
    private let interval: Duration
    private let state = Mutex(State.idle)

    /// - Parameter interval: the least time between two notifications.
    public init(_ database: Database, reason: SystemReason, channel: String, interval: Duration = .milliseconds(50)) {
        self.database = database
        self.reason = reason
        self.channel = channel
        self.interval = interval
    }

    /// For writers of jobs.
    public static func jobs(_ database: Database) -> CommitNotifier {
        CommitNotifier(database, reason: .jobs, channel: "mainline_jobs")
    }

    /// For writers of events.
    public static func events(_ database: Database) -> CommitNotifier {
        CommitNotifier(database, reason: .live, channel: "mainline_events")
    }

    /// Call after a commit. Returns at once; the notification goes out now or with the next one.
    public func committed() {
        let sendNow = state.withLock { state in
            defer { state = state == .idle ? .resting : .restingWithNews }
            return state == .idle
        }
        if sendNow { send() }
    }

    private func send() {
        Task(executorPreference: database.loops.current) {
            do {
                _ = try await self.database.systemQuery(self.reason, "select pg_notify(\(self.channel), '')")
            } catch {
                // Listeners also poll, so news that could not be told arrives a little later.
            }
            self.rest()
        }
    }

    private func rest() {
        let loop = database.loops.loops[0]
        loop.submit {
            loop.after(self.interval) {
                let again = self.state.withLock { state in
                    defer { state = state == .restingWithNews ? .resting : .idle }
                    return state == .restingWithNews
                }
                if again { self.send() }
            }
        }
    }
}
