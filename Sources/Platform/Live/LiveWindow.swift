internal import Core

/// From where to read new events. Their ids sort by the clocks of the processes that made them, and they become visible
/// when their transactions commit, so a reader that only went forward would miss some: each read reaches back a little,
/// and once a second 5 s; what has been seen is not told again.
struct LiveWindow {
    static let reach: Duration = .seconds(5)
    static let shortReach: Duration = .milliseconds(250)
    static let fullReadInterval: Duration = .seconds(1)

    private var readAt: Instant
    private var readInFullAt: Instant
    private var seen: [Identifier: Instant] = [:]

    /// What has happened before `start` is not told.
    init(start: Instant) {
        readAt = start
        readInFullAt = start
    }

    /// One look at the events: where it begins, and what it counts for once it has succeeded.
    struct Look {
        let at: Instant
        let isFull: Bool
        /// Events after this identifier are read.
        let start: Identifier
    }

    func look(at now: Instant) -> Look {
        let isFull = now - readInFullAt >= Self.fullReadInterval
        let start = isFull ? readInFullAt - Self.reach : max(readAt - Self.shortReach, readInFullAt - Self.reach)
        return Look(at: now, isFull: isFull, start: Self.first(at: start))
    }

    /// The look has succeeded; one that fails is made up for by the next.
    mutating func finish(_ look: Look) {
        readAt = look.at
        if look.isFull { readInFullAt = look.at }
        guard seen.count > 1000 else { return }
        // By when they were read: ids may come from clocks that are off.
        let horizon = look.at - Self.reach - Self.reach
        seen = seen.filter { $0.value > horizon }
    }

    /// Whether the event is new; if so it is not new the next time.
    mutating func isNew(_ id: Identifier, now: Instant) -> Bool {
        seen.updateValue(now, forKey: id) == nil
    }

    /// Sorts before every version 7 identifier made at `time` or later.
    static func first(at time: Instant) -> Identifier { Identifier(time: time, random: (0, 0)) }
}
