public import Core
public import Postgres

/// Where a job stands. The last two are kept in the history.
public enum JobState: String, Sendable, CaseIterable, PostgresDecodable, PostgresEncodable {
    /// Its time has not come.
    case scheduled
    case available
    case running
    /// Failed, and will be tried again.
    case retryWait = "retry_wait"
    /// Out of attempts, or failed for good: a person decides.
    case needsAttention = "needs_attention"
    case succeeded
    case cancelled
}

/// How soon a job runs among others of its kind and organisation.
public enum JobPriority: Int, Sendable {
    /// Someone is waiting for it.
    case urgent = 0
    case normal = 100
    /// Mass work: imports, campaigns.
    case bulk = 200
}

extension ID where Entity == Organisation {
    /// Stands for the platform itself in jobs that belong to no organisation.
    public static var platform: ID { ID(Identifier(high: 0, low: 0)) }
}
