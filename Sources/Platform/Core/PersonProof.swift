/// Whether somebody has lately shown that it is them, which is asked before something dangerous.
public enum PersonProof: Sendable, Hashable {
    /// Programs, and Mainline itself: their keys are limited otherwise.
    case notAsked
    /// A person's browser: they showed their password or second factor to it, which holds until then.
    case holds(until: Instant)
}

/// Thrown where a person must first show again that it is them.
public struct ProofRequired: Error, Sendable {
    public init() {}
}

extension Context {
    /// Throws `ProofRequired` if it was a while ago that the person showed that it is them. For what would let somebody
    /// stay who found a browser open: who may do what, keys, letting others in.
    public func requireRecentProof() throws {
        if case .holds(let end) = proof, end <= now { throw ProofRequired() }
    }
}
