public import Core
public import Postgres

/// What a person may do about an organisation's jobs. The caller checks the permission and records the reason in the
/// audit trail.
public struct JobOperations: Sendable {
    /// A job as a person sees it.
    public struct Listing: Sendable {
        public let id: ID<Job>
        public let kind: String
        public let state: JobState
        public let payload: JSON
        public let attempt: Int
        public let maxAttempts: Int?
        public let runAt: Instant
        public let createdAt: Instant
        public let lastError: String?
        public let correlation: String
    }

    private let database: Database
    private let notifier: CommitNotifier?

    public init(_ database: Database, notifier: CommitNotifier?) {
        self.database = database
        self.notifier = notifier
    }

    /// Jobs in `state`, oldest first, after `after`. At most 200.
    public func list(
        _ context: Context, _ state: JobState = .needsAttention, after: ID<Job>? = nil, limit: Int = 50
    ) async throws -> [Listing] {
        let start = after?.value ?? Identifier(high: 0, low: 0)
        return try await database.query(
            context,
            """
            select id, kind, state, payload, attempt, max_attempts, run_at, created_at, last_error, correlation_id
            from jobs where org_id = \(context.organisation) and state = \(state) and id > \(start)
            order by id limit \(min(max(1, limit), 200))
            """
        ).map { row in
            Listing(
                id: try row.get("id"), kind: try row.get("kind"), state: try row.get("state"),
                payload: try row.get("payload"), attempt: try row.get("attempt"),
                maxAttempts: try row.optional("max_attempts"), runAt: try row.get("run_at"),
                createdAt: try row.get("created_at"), lastError: try row.optional("last_error"),
                correlation: try row.get("correlation_id"))
        }
    }

    /// Lets a job that waits or needs attention run again at once, with all its attempts before it.
    /// Throws 404, or 409 `job_not_waiting` if it runs already.
    public func retry(_ id: ID<Job>, of organisation: ID<Organisation>, now: Instant) async throws {
        let rows = try await database.systemQuery(
            .jobs,
            """
            update jobs set state = 'available', attempt = 0, run_at = \(now), fence = fence + 1 \
            where org_id = \(organisation) and id = \(id) and state in ('needs_attention', 'retry_wait', 'scheduled') \
            returning id
            """)
        if rows.isEmpty { throw try await refusal(id, organisation) }
        notifier?.committed()
    }

    /// Counts a job that needs attention as done, because a person has seen to it; those behind it go on.
    /// Throws 404, or 409 `job_not_waiting`.
    public func skip(_ id: ID<Job>, of organisation: ID<Organisation>, reason: String, now: Instant) async throws {
        try await end(id, organisation, .succeeded, from: [.needsAttention], reason, now)
    }

    /// Ends a job that is not running. Throws 404, or 409 `job_not_waiting`.
    public func cancel(_ id: ID<Job>, of organisation: ID<Organisation>, reason: String, now: Instant) async throws {
        try await end(
            id, organisation, .cancelled, from: [.scheduled, .available, .retryWait, .needsAttention], reason, now)
    }

    private func end(
        _ id: ID<Job>, _ organisation: ID<Organisation>, _ state: JobState, from: [JobState], _ reason: String,
        _ now: Instant
    ) async throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw Problem.invalid("reason", "required", "Say why: the reason is kept with the job.")
        }
        let rows = try await database.systemQuery(
            .jobs,
            """
            with ended as (
              delete from jobs where org_id = \(organisation) and id = \(id) and state = any(\(from)::text[]) returning *
            )
            insert into job_history (org_id, id, kind, payload, state, attempt, idempotency_key, serialisation_key, \
              correlation_id, last_error, reason, run_at, created_at, finished_at)
            select org_id, id, kind, payload, \(state), attempt, idempotency_key, serialisation_key, correlation_id, \
              last_error, \(reason), run_at, created_at, \(now)::timestamptz
            from ended returning id
            """)
        if rows.isEmpty { throw try await refusal(id, organisation) }
        notifier?.committed()
    }

    private func refusal(_ id: ID<Job>, _ organisation: ID<Organisation>) async throws -> Problem {
        let rows = try await database.systemQuery(
            .jobs, "select state from jobs where org_id = \(organisation) and id = \(id)")
        guard let row = rows.first else { return .notFound("job") }
        let state: JobState = try row.get("state")
        return .conflict(
            "job_not_waiting", "The job is \(state.rawValue), so this cannot be done to it now. Look again.")
    }

    /// For `/readyz`: how long the job that is first in line has been due, over all organisations.
    public func lag(now: Instant) async throws -> Duration {
        let store = JobStore(database: database, owner: Identifier(high: 0, low: 0))
        let lanes = try await store.lanes(after: nil, limit: 500)
        return lanes.map { now - $0.dueSince }.max().map { max($0, .zero) } ?? .zero
    }
}
