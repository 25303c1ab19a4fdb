public import Core
public import Postgres

/// A job.
public enum Job {}

/// One attempt at a job, as its handler sees it. The lease is renewed while the handler runs.
public final class JobRun: Sendable {
    public let id: ID<Job>
    public let kind: String
    public let payload: JSON
    /// 1 for the first.
    public let attempt: Int
    public let maxAttempts: Int
    /// Unique to this attempt, and greater than every earlier one's.
    public let fence: Int64
    /// When the job became due.
    public let runAt: Instant
    public let createdAt: Instant
    /// For transactions in the job's name: its organisation, role `system`, its correlation id.
    public let context: Context

    private let lease: JobLease

    init(_ claimed: ClaimedJob, lease: JobLease, context: Context) {
        id = claimed.id
        kind = claimed.kind
        payload = claimed.payload
        attempt = claimed.attempt
        maxAttempts = claimed.maxAttempts
        fence = claimed.fence
        runAt = claimed.runAt
        createdAt = claimed.createdAt
        self.context = context
        self.lease = lease
    }

    public var organisation: ID<Organisation> { context.organisation }
    public var correlation: String { context.correlation }

    /// False once another process may have taken the job over. A long handler asks before each outside effect.
    public var isLeaseValid: Bool { lease.isValid }

    /// Throws `JobFailure.leaseLost` unless this attempt still holds the job, and keeps it from being taken until the
    /// transaction ends: what else the transaction writes is then written by no one but the holder. One round trip.
    public func hold(in transaction: Transaction) async throws {
        let rows = try await transaction.query(
            """
            select 1 from jobs where org_id = \(organisation) and id = \(id) and fence = \(fence) and state = 'running' \
            for key share
            """)
        if rows.isEmpty { throw JobFailure.leaseLost }
    }
}
