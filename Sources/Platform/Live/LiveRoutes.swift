public import Core
internal import EventLoop
public import HTTP
internal import Synchronization

/// `GET /live` (server-sent events) and `GET /live/socket` (WebSocket).
public enum LiveRoutes {
    public static func routes(hub: LiveHub) -> [Route] {
        [
            .signedIn(.get, "/live", .everyone) { request, context in
                let topics = try LiveTopic.list(request.query["topics"] ?? "")
                return try stream(hub, context, topics, lastEventID: request.lastEventID)
            },
            .signedIn(.get, "/live/socket", .everyone) { request, context in
                let topics = try request.query["topics"].map(LiveTopic.list) ?? []
                let lastEventID = request.lastEventID
                return .webSocket(
                    WebSocketHandler(maxMessageBytes: 16 * 1024) { socket in
                        try await converse(hub, context, topics, lastEventID: lastEventID, socket)
                    })
            },
        ]
    }

    // MARK: - Server-sent events

    private static func stream(
        _ hub: LiveHub, _ context: Context, _ topics: Set<LiveTopic>, lastEventID: String?
    ) throws -> Response {
        let holder = Holder()
        let stream = EventStream(queueLimit: hub.options.queueLimit) { holder.take().map(hub.remove) }
        let subscriber = try hub.add(context, topics: topics, lastEventID: lastEventID) { delivery in
            switch delivery {
            case .event(let message, let topic): stream.send(message.serverSentEvent(topic))
            case .resync: stream.send(ServerSentEvent(event: "resync", data: "{}"))
            }
        } close: {
            stream.close()
        }
        holder.put(subscriber)
        if stream.isClosed { hub.remove(subscriber) }
        if let lastEventID {
            Task(executorPreference: hub.loops.current) { await hub.catchUp(subscriber, since: lastEventID) }
        }
        return .events(stream)
    }

    /// The stream is made before the subscriber it belongs to.
    private final class Holder: Sendable {
        private let subscriber = Mutex<LiveSubscriber?>(nil)
        func put(_ value: LiveSubscriber) { subscriber.withLock { $0 = value } }
        func take() -> LiveSubscriber? {
            subscriber.withLock { subscriber in
                defer { subscriber = nil }
                return subscriber
            }
        }
    }

    // MARK: - WebSocket

    private static func converse(
        _ hub: LiveHub, _ context: Context, _ topics: Set<LiveTopic>, lastEventID: String?, _ socket: WebSocket
    ) async throws {
        let subscriber: LiveSubscriber
        do {
            subscriber = try hub.add(context, topics: topics, lastEventID: lastEventID) { delivery in
                switch delivery {
                case .event(let message, let topic): socket.send(text: message.webSocketText(topic))
                case .resync: socket.send(text: #"{"topic":"resync"}"#)
                }
            } close: {
                socket.close(.goingAway)
            }
        } catch let problem as Problem {
            return socket.close(.tryAgainLater, reason: problem.code)
        }
        defer { hub.remove(subscriber) }
        if let lastEventID { await hub.catchUp(subscriber, since: lastEventID) }
        while let message = await socket.receive() {
            do {
                try obey(message, subscriber)
                socket.send(text: #"{"ok":true}"#)
            } catch let problem as Problem {
                socket.send(text: JSON.object(["error": .string(problem.detail), "code": .string(problem.code)]).text)
            }
        }
    }

    /// `{"subscribe": ["customers"]}`, `{"unsubscribe": ["home"]}`, or both.
    private static func obey(_ message: WebSocketMessage, _ subscriber: LiveSubscriber) throws {
        guard case .text(let text) = message, case .object(let order) = try JSON(parsing: text), !order.isEmpty,
            order.keys.allSatisfy({ $0 == "subscribe" || $0 == "unsubscribe" })
        else {
            throw Problem.badRequest(
                "malformed_order", "Send {\"subscribe\": [topics]} or {\"unsubscribe\": [topics]} as text.")
        }
        func topics(_ key: String) throws -> [LiveTopic] {
            guard let value = order[key] else { return [] }
            guard let list = value.array else { throw Problem.invalid(key, "invalid", "“\(key)” is a list of topics.") }
            return try list.map { try LiveTopic($0.string ?? "") }
        }
        let (added, removed) = (try topics("subscribe"), try topics("unsubscribe"))
        try subscriber.change { current in
            current.formUnion(added)
            current.subtract(removed)
        }
    }
}

extension Request {
    /// What the client saw last: in the header when a browser reconnects by itself, in the query otherwise.
    fileprivate var lastEventID: String? { headers["Last-Event-ID"] ?? query["last_event_id"] }
}
