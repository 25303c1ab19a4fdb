internal import Core
internal import Records
internal import Synchronization

/// One page or program that listens. While what it missed is being read, what is new waits.
final class LiveSubscriber: Sendable {
    private struct State {
        var topics: Set<LiveTopic>
        var isCatchingUp: Bool
        var waiting: [LiveMessage] = []
    }

    /// The most events that wait while a subscriber catches up; beyond it, it is told to look afresh.
    private static let waitingLimit = 1000

    let context: Context
    let openedAt: Instant
    private let state: Mutex<State>
    private let isAllowed: @Sendable (LiveMessage) -> Bool
    /// Returns false when the other side has gone.
    private let send: @Sendable (LiveDelivery) -> Bool
    let close: @Sendable () -> Void

    init(
        _ context: Context, topics: Set<LiveTopic>, catchesUp: Bool, openedAt: Instant,
        isAllowed: @escaping @Sendable (LiveMessage) -> Bool, send: @escaping @Sendable (LiveDelivery) -> Bool,
        close: @escaping @Sendable () -> Void
    ) {
        self.context = context
        self.openedAt = openedAt
        state = Mutex(State(topics: topics, isCatchingUp: catchesUp))
        self.isAllowed = isAllowed
        self.send = send
        self.close = close
    }

    /// Returns false when the other side has gone.
    func receive(_ message: LiveMessage) -> Bool {
        let topics = state.withLock { state -> Set<LiveTopic>? in
            guard state.isCatchingUp else { return state.topics }
            if state.waiting.count <= Self.waitingLimit { state.waiting.append(message) }
            return nil
        }
        return topics.map { deliver(message, $0) } ?? true
    }

    /// Sends what was missed, then what has come meanwhile, without repeating any of it. Nil: more than can be told.
    func caughtUp(with missed: [LiveMessage]?) {
        var told = Set<Identifier>()
        if let missed {
            let topics = state.withLock { $0.topics }
            for message in missed where deliver(message, topics) { told.insert(message.event.id) }
        } else {
            _ = send(.resync)
        }
        while true {
            let (waiting, topics) = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isCatchingUp = false }
                return (state.waiting, state.topics)
            }
            if waiting.isEmpty { return }
            if waiting.count > Self.waitingLimit { _ = send(.resync) }
            for message in waiting where told.insert(message.event.id).inserted { _ = deliver(message, topics) }
        }
    }

    /// Changes the topics. Throws `Problem` 422 if they become too many.
    func change(_ edit: (inout Set<LiveTopic>) -> Void) throws {
        try state.withLock { state in
            var topics = state.topics
            edit(&topics)
            try LiveTopic.check(topics)
            state.topics = topics
        }
    }

    private func deliver(_ message: LiveMessage, _ topics: Set<LiveTopic>) -> Bool {
        let wanted = message.topics.filter(topics.contains)
        guard !wanted.isEmpty, isAllowed(message) else { return true }
        return wanted.allSatisfy { send(.event(message, $0)) }
    }
}
