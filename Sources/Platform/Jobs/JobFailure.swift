/// What a handler throws to say how its failure is meant. Anything else thrown is tried again after the kind's backoff.
public enum JobFailure: Error, Sendable {
    /// Trying again cannot help: the job needs attention at once.
    case permanent(String)
    /// Try again no sooner than after this long (a provider said so). Counts as an attempt.
    case retry(after: Duration, String = "asked to wait")
    /// The job's lease was lost, perhaps to another process: nothing more may be written in its name.
    case leaseLost
}

extension JobFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .permanent(let reason): reason
        case .retry(_, let reason): reason
        case .leaseLost: "The job's lease was lost."
        }
    }
}
