public import Core
public import EventLoop
public import HTTP
public import Postgres
public import Records
internal import Synchronization
public import Telemetry

/// Tells the pages and programs connected to this process what happens in their organisations, as it is committed,
/// by whichever process.
public final class LiveHub: Sendable {
    /// May the subscriber hear of this event? Asked for each at delivery.
    public typealias Permission = @Sendable (Context, Event) -> Bool

    public struct Options: Sendable {
        /// Streams in this process; more are answered with 503.
        public var subscriberLimit = 10_000
        /// Bytes that may wait for a slow client before it is cut off (it reconnects and is told what it missed).
        public var queueLimit = 64 * 1024
        /// A stream ends after this long, and its client, reconnecting, proves anew who it is.
        public var longestStream: Duration = .minutes(30)
        /// The least time between two looks at the events.
        public var readInterval: Duration = .milliseconds(50)
        /// How often to look without being told.
        public var pollInterval: Duration = .seconds(1)
        /// What a client that reconnects can still be told.
        public var replayReach: Duration = .minutes(5)
        /// The most events a client that reconnects is told; beyond it, it is told to look afresh.
        public var replayLimit = 1000
        /// Where to listen for news of events: a connection string to PostgreSQL itself. Nil to poll only.
        public var listen: String?

        public init() {}
    }

    let database: Database
    let options: Options
    let clock: TimeSource
    private let permission: Permission
    private let log: Log
    let loops: EventLoopGroup
    private let signal = WakeSignal()
    private let listener: NotificationListener?
    private let state: Mutex<State>
    private let delivered: Counter

    private struct State {
        var subscribers: [ID<Organisation>: [ObjectIdentifier: LiveSubscriber]] = [:]
        var count = 0
        var window: LiveWindow
        var work: Task<Void, Never>?
        var poll: Task<Void, Never>?
        var isStopped = false
    }

    public init(
        database: Database, loops: EventLoopGroup, options: Options = Options(), clock: TimeSource = .system,
        log: Log = .silent, metrics: Metrics = Metrics(), permission: @escaping Permission
    ) {
        self.database = database
        self.loops = loops
        self.options = options
        self.clock = clock
        self.permission = permission
        self.log = log.area("live")
        let signal = signal
        listener = options.listen.map {
            NotificationListener(database, conninfo: $0, channels: ["mainline_events"]) { _, _ in signal.wake() }
        }
        state = Mutex(State(window: LiveWindow(start: clock.now)))
        delivered = metrics.counter("mainline_live_events_total", "Events handed to live subscribers' processes")
        metrics.gauge("mainline_live_subscribers", "Open live streams and sockets") { [weak self] in
            Double(self?.subscriberCount ?? 0)
        }
    }

    var subscriberCount: Int { state.withLock { $0.count } }

    /// Begins to read and tell, until `stop`.
    public func start() {
        listener?.start()
        state.withLock { state in
            guard state.work == nil else { return }
            state.work = Task(executorPreference: loops.next) { await self.work() }
            let (signal, interval) = (signal, options.pollInterval)
            state.poll = Task(executorPreference: loops.next) {
                while !Task.isCancelled {
                    signal.wake()
                    do { try await Task.sleep(for: interval) } catch { return }
                }
            }
        }
    }

    /// Ends every stream.
    public func stop() async {
        listener?.stop()
        let (work, poll, subscribers) = state.withLock { state in
            defer {
                state.work = nil
                state.poll = nil
                state.isStopped = true
            }
            return (state.work, state.poll, state.subscribers.values.flatMap(\.values))
        }
        poll?.cancel()
        work?.cancel()
        signal.wake()
        await work?.value
        for subscriber in subscribers { subscriber.close() }
    }

    private func work() async {
        while true {
            await signal.wait()
            if Task.isCancelled { return }
            do {
                try await tell()
            } catch {
                log.warning("events could not be read; trying again", ["error": .error(error)])
            }
            endLongStreams()
            do { try await Task.sleep(for: options.readInterval) } catch { return }
        }
    }

    // MARK: - Reading

    /// Reads what is new and hands it to the subscribers.
    func tell() async throws {
        let now = clock.now
        let (organisations, look) = state.withLock { (Array($0.subscribers.keys), $0.window.look(at: now)) }
        var start = look.start
        while !organisations.isEmpty {
            let events = try await events(of: organisations, after: start)
            for event in events where state.withLock({ $0.window.isNew(event.id, now: now) }) {
                tell(LiveMessage(event))
            }
            guard let last = events.last, events.count == Self.page else { break }
            start = last.id
        }
        state.withLock { $0.window.finish(look) }
    }

    private static let page = 1000

    private func events(of organisations: [ID<Organisation>], after id: Identifier) async throws -> [Event] {
        try await database.systemQuery(
            .live,
            """
            select \(Event.columns) from events where id > \(id) and org_id = any(\(organisations)::uuid[])
            order by id limit \(Self.page)
            """
        ).map(Event.init(row:))
    }

    private func tell(_ message: LiveMessage) {
        delivered.increment()
        let subscribers = state.withLock { Array(($0.subscribers[message.event.organisation] ?? [:]).values) }
        for subscriber in subscribers where !subscriber.receive(message) { remove(subscriber) }
    }

    private func endLongStreams() {
        let now = clock.now
        let old = state.withLock { state in
            state.subscribers.values.flatMap(\.values).filter { now - $0.openedAt > options.longestStream }
        }
        for subscriber in old { subscriber.close() }
    }

    /// Ends the streams of those who may no longer be who they were when they came: signed out, moved, of another role.
    /// Their clients, reconnecting, prove anew who they are.
    public func end(_ isConcerned: (Context) -> Bool) {
        let concerned = state.withLock { state in
            state.subscribers.values.flatMap(\.values).filter { isConcerned($0.context) }
        }
        for subscriber in concerned {
            subscriber.close()
            remove(subscriber)
        }
    }

    // MARK: - Subscribers

    /// - Parameter lastEventID: what the client saw last, if it reconnects; call `catchUp` then.
    func add(
        _ context: Context, topics: Set<LiveTopic>, lastEventID: String?,
        send: @escaping @Sendable (LiveDelivery) -> Bool,
        close: @escaping @Sendable () -> Void
    ) throws -> LiveSubscriber {
        let permission = permission
        let subscriber = LiveSubscriber(
            context, topics: topics, catchesUp: lastEventID != nil, openedAt: clock.now,
            isAllowed: { permission(context, $0.event) }, send: send, close: close)
        try state.withLock { state in
            guard state.count < options.subscriberLimit, !state.isStopped else {
                throw Problem.unavailable(
                    "There are too many live pages at the moment; this one will try again.", retryAfter: 5)
            }
            state.subscribers[context.organisation, default: [:]][ObjectIdentifier(subscriber)] = subscriber
            state.count += 1
        }
        return subscriber
    }

    func remove(_ subscriber: LiveSubscriber) {
        state.withLock { state in
            let organisation = subscriber.context.organisation
            guard state.subscribers[organisation]?.removeValue(forKey: ObjectIdentifier(subscriber)) != nil else {
                return
            }
            state.count -= 1
            if state.subscribers[organisation]?.isEmpty == true { state.subscribers[organisation] = nil }
        }
    }

    /// Tells a subscriber what it missed since the event it names; if that is not known any more, or is too much, tells
    /// it to look afresh. May repeat events of the last seconds before it.
    func catchUp(_ subscriber: LiveSubscriber, since lastEventID: String) async {
        do {
            subscriber.caughtUp(with: try await missed(subscriber.context, since: lastEventID))
        } catch {
            log.warning("missed events could not be read", ["error": .error(error)])
            subscriber.caughtUp(with: nil)
        }
    }

    private func missed(_ context: Context, since lastEventID: String) async throws -> [LiveMessage]? {
        guard let last = Identifier(lastEventID), context.role.isStaff else { return nil }
        let seenAt = last.madeAt
        guard clock.now - seenAt <= options.replayReach else { return nil }
        let start = LiveWindow.first(at: seenAt - LiveWindow.reach)
        let rows = try await database.query(
            context,
            """
            select \(Event.columns) from events where org_id = app_org() and id > \(start) and id <> \(last)
            order by id limit \(options.replayLimit + 1)
            """)
        guard rows.count <= options.replayLimit else { return nil }
        return try rows.map { LiveMessage(try Event(row: $0)) }
    }
}
