internal import Core
internal import Synchronization

/// What sessions and keys stand for, for half a minute, so that a busy one costs no round trip. Remembers only while
/// changes made elsewhere are heard of.
final class PrincipalCache: Sendable {
    private struct Entry {
        let principal: Principal
        let until: Instant
    }
    private struct State {
        var entries: [[UInt8]: Entry] = [:]
        /// Raised by every change: what was read from the database before one must not be kept after it.
        var generation = 0
        var hearsChanges = false
    }

    private static let lifetime: Duration = .seconds(30)
    private let limit: Int
    private let state = Mutex(State())

    /// At most `limit` entries.
    init(limit: Int = 10_000) { self.limit = limit }

    func find(_ digest: [UInt8], at now: Instant) -> Principal? {
        state.withLock { state in
            guard state.hearsChanges, let entry = state.entries[digest], now < entry.until else { return nil }
            return entry.principal
        }
    }

    /// Whether it has held lately, though it may have to be looked up anew.
    func knows(_ digest: [UInt8]) -> Bool { state.withLock { $0.entries[digest] != nil } }

    var hearsChanges: Bool { state.withLock { $0.hearsChanges } }
    var count: Int { state.withLock { $0.entries.count } }

    /// To be taken before reading from the database and given back with what was read.
    var generation: Int { state.withLock { $0.generation } }

    func remember(_ principal: Principal, _ digest: [UInt8], readAt generation: Int, at now: Instant) {
        state.withLock { state in
            guard state.hearsChanges, state.generation == generation else { return }
            if state.entries.count >= limit {
                state.entries = state.entries.filter { now < $0.value.until }
                // Still full of living ones: start over rather than search for the oldest.
                if state.entries.count >= limit { state.entries = [:] }
            }
            state.entries[digest] = Entry(principal: principal, until: now + Self.lifetime)
        }
    }

    func forget(_ change: AccessChange) {
        state.withLock { state in
            state.generation += 1
            if change == .anything {
                state.entries = [:]
            } else {
                state.entries = state.entries.filter { !change.concerns($0.value.principal) }
            }
        }
    }

    /// From now on changes are heard of, or no longer.
    func hearChanges(_ hears: Bool) {
        state.withLock { state in
            state.hearsChanges = hears
            state.generation += 1
            state.entries = [:]
        }
    }
}
