internal import Core
internal import Synchronization

/// How often each key may ask, by the generic cell rate algorithm (ITU-T I.371): a burst of the whole limit, then evenly.
/// Kept in memory, of bounded size: each process counts for itself.
final class RateLimiter: Sendable {
    /// How a key stands.
    struct Standing: Sendable {
        let limit: Int
        let remaining: Int
        /// Seconds until the whole limit is there again.
        let reset: Int
        /// Seconds to wait; nil if the request may go on.
        let retryAfter: Int?
    }

    private struct Cell {
        /// When the last request that was let through would have been due at the even rate.
        var theoretical: Instant
        var limit: Int
    }

    static let window: Duration = .seconds(60)
    private let capacity: Int
    private let cells = Mutex<[Identifier: Cell]>([:])

    init(capacity: Int = 50_000) { self.capacity = capacity }

    /// Counts one request of `key`, which may make `limit` a minute.
    func take(_ key: Identifier, limit: Int, at now: Instant) -> Standing {
        cells.withLock { cells in
            let interval = Self.interval(limit)
            let due = max(now, cells[key]?.theoretical ?? now)
            let next = due + .microseconds(interval)
            let over = (next - now).microseconds - interval * Int64(limit)
            guard over <= 0 else {
                return Self.standing(due, limit, now, retryAfter: Int((over + 999_999) / 1_000_000))
            }
            if cells.count >= capacity { Self.makeRoom(in: &cells, at: now, capacity: capacity) }
            cells[key] = Cell(theoretical: next, limit: limit)
            return Self.standing(next, limit, now, retryAfter: nil)
        }
    }

    /// Forgets those whose whole limit is there again; if that is not enough, the half that has asked least lately, so
    /// that a flood of new addresses fills no memory and frees none of the busiest.
    private static func makeRoom(in cells: inout [Identifier: Cell], at now: Instant, capacity: Int) {
        cells = cells.filter { $0.value.theoretical > now }
        guard cells.count >= capacity else { return }
        let middle = cells.values.map(\.theoretical).sorted()[cells.count / 2]
        cells = cells.filter { $0.value.theoretical > middle }
    }

    var count: Int { cells.withLock { $0.count } }

    /// How `key` stands without counting; nil if it has not asked lately.
    func standing(of key: Identifier, at now: Instant) -> Standing? {
        cells.withLock { $0[key] }.map { Self.standing(max(now, $0.theoretical), $0.limit, now, retryAfter: nil) }
    }

    /// Microseconds between two requests at the even rate: at least one, however high the limit.
    private static func interval(_ limit: Int) -> Int64 { max(1, window.microseconds / Int64(max(1, limit))) }

    private static func standing(_ theoretical: Instant, _ limit: Int, _ now: Instant, retryAfter: Int?) -> Standing {
        let interval = interval(limit)
        let used = (theoretical - now).microseconds
        return Standing(
            limit: limit, remaining: max(0, limit - Int((used + interval - 1) / interval)),
            reset: Int((used + 999_999) / 1_000_000), retryAfter: retryAfter)
    }
}
