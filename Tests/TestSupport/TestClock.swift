public import Core
internal import Synchronization

/// A clock that a test moves by hand.
public final class TestClock: Sendable {
    private let time: Mutex<Instant>

    /// Starts on 2026-03-02 at 09:00 UTC, a Monday, unless told otherwise.
    public init(_ start: Instant = Instant(seconds: 1_772_442_000)) { time = Mutex(start) }

    public var now: Instant { time.withLock { $0 } }
    public func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
    public var source: TimeSource { TimeSource { self.now } }
}
