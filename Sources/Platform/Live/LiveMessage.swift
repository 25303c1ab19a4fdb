internal import Core
internal import HTTP
internal import Records

/// An event on its way to many subscribers: its data is written once.
struct LiveMessage: Sendable {
    let event: Event
    let topics: [LiveTopic]
    /// Says what happened to which record, nothing of its content: who wants that, asks, and is checked then.
    let data: JSON

    init(_ event: Event) {
        self.event = event
        topics = LiveTopic.of(event)
        data = [
            "kind": .string(event.kind), "record_kind": .string(event.recordKind), "record_id": .text(event.recordID),
            "customer_id": .text(event.customer), "at": .text(event.at),
        ]
    }

    func serverSentEvent(_ topic: LiveTopic) -> ServerSentEvent {
        ServerSentEvent(id: event.id.description, event: topic.description, data: data.text)
    }

    func webSocketText(_ topic: LiveTopic) -> String {
        JSON.object(["topic": .string(topic.description), "id": .text(event.id), "data": data]).text
    }
}

/// What a subscriber is sent.
enum LiveDelivery: Sendable {
    case event(LiveMessage, LiveTopic)
    /// More was missed than can be told: look at everything afresh.
    case resync
}
