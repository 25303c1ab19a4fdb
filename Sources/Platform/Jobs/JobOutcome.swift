internal import Core

/// What came of one attempt.
struct JobOutcome: Sendable {
    enum Result: Sendable {
        case succeeded
        case retry(at: Instant, error: String)
        case needsAttention(error: String)
        /// Given back unfinished because the process stops; the attempt does not count.
        case released
    }

    let lease: JobLease
    let kind: String
    let result: Result

    /// The longest error kept, in characters.
    static let errorLimit = 2000
}
