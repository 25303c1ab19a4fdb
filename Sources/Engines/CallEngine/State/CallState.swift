public import Core

/// One status callback of a carrier.
public struct CallEvent: Codable, Sendable, Hashable {
    public var status: CallStatus
    /// The carrier's SequenceNumber, from 0; −1 where it sends none.
    public var sequence: Int
    /// When the carrier says it happened.
    public var time: Instant
    /// Whole seconds talked, with terminal statuses.
    public var duration: Int?

    public init(status: CallStatus, sequence: Int = -1, time: Instant, duration: Int? = nil) {
        self.status = status
        self.sequence = sequence
        self.time = time
        self.duration = duration
    }
}

/// Where a call stands: the join of all events seen, so that lost, repeated and shuffled callbacks lead to the same
/// state. Each part is a maximum or minimum of its own and therefore commutative, associative and idempotent:
/// the furthest status by rank (among ends, the highest sequence), the earliest answer, and the end's own facts.
public struct CallState: Codable, Sendable, Hashable {
    /// Ordered so that the greater one wins.
    private struct Standing: Codable, Sendable, Hashable, Comparable {
        var event: CallEvent

        static func < (a: Standing, b: Standing) -> Bool {
            let (a, b) = (a.event, b.event)
            if a.status.rank != b.status.rank { return a.status.rank < b.status.rank }
            if a.sequence != b.sequence { return a.sequence < b.sequence }
            // Two accounts of the same step: any fixed order will do, as long as it is total.
            if a.time != b.time { return a.time < b.time }
            if a.status.word != b.status.word { return a.status.word < b.status.word }
            return (a.duration ?? -1) < (b.duration ?? -1)
        }
    }

    private var standing: Standing?
    private var answered: Instant?
    /// Statuses we have no name for, as they came.
    public private(set) var unknown: Set<String> = []

    public init() {}

    /// Takes one event; true if it changed anything.
    @discardableResult
    public mutating func join(_ event: CallEvent) -> Bool {
        let before = self
        if case .unknown(let word) = event.status {
            unknown.insert(word)
        } else {
            standing = max(standing ?? Standing(event: event), Standing(event: event))
        }
        if event.status == .inProgress { answered = min(answered ?? event.time, event.time) }
        return self != before
    }

    /// Joins what two processes saw.
    public mutating func join(_ other: CallState) {
        if let theirs = other.standing { standing = max(standing ?? theirs, theirs) }
        if let theirs = other.answered { answered = min(answered ?? theirs, theirs) }
        unknown.formUnion(other.unknown)
    }

    /// Before any known status: queued.
    public var status: CallStatus { standing?.event.status ?? .queued }
    public var hasEnded: Bool { status.isTerminal }
    /// The sequence number of the event that made the status; −1 if there was none.
    public var sequence: Int { standing?.event.sequence ?? -1 }
    /// When it was picked up, even if that news came after the end. A call that ended as `completed` with a
    /// duration was answered although the callback was lost: then the end minus the duration.
    public var answeredAt: Instant? {
        if let answered { return answered }
        guard status == .completed, let end = endedAt, let duration, duration > 0 else { return nil }
        return end - .seconds(duration)
    }
    public var endedAt: Instant? { hasEnded ? standing?.event.time : nil }
    /// Whole seconds talked.
    public var duration: Int? { hasEnded ? standing?.event.duration : nil }
}
