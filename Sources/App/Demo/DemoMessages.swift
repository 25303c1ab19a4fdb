internal import Contracts
internal import Core

extension DemoBook {
    /// Writes a message down and tells of it.
    mutating func addMessage(
        _ channel: String, to: String, from: String, subject: String? = nil, _ body: String, customer: Identifier,
        about: (kind: String, id: Identifier)?, story: String, at time: Instant, fails: Bool = false
    ) {
        guard time <= facts.now else { return }
        let message = id(at: time)
        let isText = channel == "sms"
        let isInbound = to == Demo.number
        let status = isInbound ? "received" : fails ? "undelivered" : isText ? "delivered" : "sent"
        messages.append([
            "id": .text(message), "channel": .string(channel), "direction": .string(isInbound ? "inbound" : "outbound"),
            "status": .string(status), "from_address": .string(from), "to_address": .string(to),
            "subject": .text(subject),
            "body": .string(body), "attachments": [], "customer_id": .text(customer), "about_kind": .text(about?.kind),
            "about_id": .text(about?.id), "error": fails ? "30003: the phone is switched off or out of reach" : .null,
            "correlation_id": .string(story), "sent_at": .text(time),
            "settled_at": isText ? .text(time + .seconds(3)) : .null,
            "version": 1, "created_at": .text(time), "updated_at": .text(time),
        ])
        let kind = isInbound ? EventKinds.messageReceived : fails ? EventKinds.messageFailed : EventKinds.messageSent
        tell(
            kind, "messages", message, of: customer, by: isInbound ? "system:carrier" : "system:jobs", story: story,
            at: time,
            isInbound
                ? ["from": .string(from), "body": .string(body)]
                : [
                    "to": .string(to), "body": .string(subject ?? body), "channel": .string(channel),
                    "error": fails ? "Not reachable" : .null,
                ])
    }

    mutating func confirmByText(_ visit: DemoVisit, at time: Instant) {
        let customer = customers[visit.customer]
        addMessage(
            "sms", to: customer.who.phone, from: Demo.number,
            "Harbor Home Services: your visit is booked for \(WrittenTime.moment(visit.start, facts.zone)) with "
                + "\(visit.technician.name). Address: \(visit.site.address). Reply STOP to opt out.",
            customer: customer.id, about: ("appointments", visit.id), story: visit.story, at: time,
            fails: random.chance(2))
        guard random.chance(7) else { return }
        addMessage(
            "sms", to: Demo.number, from: customer.who.phone, random.pick(Self.answers), customer: customer.id,
            about: nil,
            story: visit.story, at: time + .minutes(random.number(2...180)))
    }

    private static let answers = [
        "Thanks, see you then!", "Perfect, thank you.", "Please text me when you are on the way.",
        "Great. The gate code is 2580.", "Thanks. Can the technician ring the side bell?", "👍",
    ]
}
