public import Core

/// How long to wait before another attempt: full jitter, `random(0, min(cap, base · 2ⁿ))`
/// (AWS Architecture Blog, "Exponential Backoff and Jitter").
public struct JobBackoff: Sendable {
    public var base: Duration
    public var cap: Duration

    public init(base: Duration = .seconds(5), cap: Duration = .hours(1)) {
        self.base = base
        self.cap = cap
    }

    /// The longest wait after `attempt` failed (1 for the first).
    public func limit(after attempt: Int) -> Duration {
        let doublings = min(max(0, attempt - 1), 40)
        let (product, overflow) = base.microseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        return overflow ? cap : min(cap, .microseconds(product))
    }

    func delay(after attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        .microseconds(Int64.random(in: 0...max(0, limit(after: attempt).microseconds), using: &generator))
    }
}
