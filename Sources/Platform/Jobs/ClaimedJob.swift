internal import Core

/// A job this process has just taken.
struct ClaimedJob: Sendable {
    let organisation: ID<Organisation>
    let id: ID<Job>
    let kind: String
    let payload: JSON
    let attempt: Int
    let maxAttempts: Int
    let fence: Int64
    let leaseUntil: Instant
    let runAt: Instant
    let createdAt: Instant
    let correlation: String
}
