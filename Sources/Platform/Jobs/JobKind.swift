public import Core

/// A kind of durable work: what it is called, how patiently it is tried, and what it does.
public struct JobKind: Sendable {
    /// Stable, dotted: `messages.send`.
    public let name: String
    /// After so many failures the job needs attention.
    public var maxAttempts: Int
    /// How long a worker that has fallen silent keeps the job. Renewed while the handler runs.
    public var lease: Duration
    /// A handler that takes longer is cancelled, which counts as a failure.
    public var timeLimit: Duration
    public var backoff: JobBackoff
    /// How many run at once in one process; nil for as many as the runner takes.
    public var concurrency: Int?
    /// Runs at least once: its effects must bear repetition, or be guarded by `JobRun.hold(in:)`.
    public let handler: @Sendable (JobRun) async throws -> Void

    public init(
        _ name: String, maxAttempts: Int = 10, lease: Duration = .seconds(60), timeLimit: Duration = .minutes(15),
        backoff: JobBackoff = JobBackoff(), concurrency: Int? = nil,
        handler: @escaping @Sendable (JobRun) async throws -> Void
    ) {
        self.name = name
        self.maxAttempts = maxAttempts
        self.lease = lease
        self.timeLimit = timeLimit
        self.backoff = backoff
        self.concurrency = concurrency
        self.handler = handler
    }
}
