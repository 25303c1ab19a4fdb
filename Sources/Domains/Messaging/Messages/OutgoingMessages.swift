public import Contracts
public import Core
internal import Jobs
internal import Postgres
public import Records

/// Writes messages down and has them sent after the commit.
public struct OutgoingMessages: MessageSender {
    /// Our e-mail address.
    private let sender: String
    private let numbers: any NumberBook

    public init(sender: String, numbers: any NumberBook) {
        self.sender = sender
        self.numbers = numbers
    }

    public func sendText(
        to number: String, _ body: String, customer: ID<Customer>?, about: (kind: String, id: Identifier)?,
        in work: Work
    ) async throws -> ID<Message> {
        let from = try await numbers.outgoingNumber(in: work)
        let optedOut = try await work.query(
            "select 1 from text_opt_outs where org_id = app_org() and number = \(number)")
        let id = work.context.newID(Message.self)
        let status = optedOut.isEmpty ? "queued" : "suppressed"
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
              about_kind, about_id, correlation_id)
            values (app_org(), \(id), 'sms', 'outbound', \(status), \(from), \(number), \(String(body.prefix(1600))), \(customer),
              \(about?.kind), \(about?.id), \(work.context.correlation))
            """)
        if optedOut.isEmpty {
            try work.enqueue(NewJob("messages.send-text", payload: ["message": .text(id)], priority: .urgent))
        }
        return id
    }

    public func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        let id = work.context.newID(Message.self)
        let files = JSON.array(
            attachments.map { ["name": .string($0.name), "type": .string($0.contentType), "file": .text($0.file)] })
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, subject, body,
              attachments, customer_id, about_kind, about_id, correlation_id)
            values (app_org(), \(id), 'email', 'outbound', 'queued', \(sender), \(address), \(subject), \(body), \(files),
              \(customer), \(about?.kind), \(about?.id), \(work.context.correlation))
            """)
        try work.enqueue(NewJob("messages.send-email", payload: ["message": .text(id)]))
        return id
    }
}
