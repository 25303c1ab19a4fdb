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
    private let consents: any ConsentBook

    public init(sender: String, numbers: any NumberBook, consents: any ConsentBook) {
        self.sender = sender
        self.numbers = numbers
        self.consents = consents
    }

    public func sendText(
        to number: String, _ body: String, purpose: ConsentPurpose, customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?,
        in work: Work
    ) async throws -> ID<Message> {
        let from = try await numbers.outgoingNumber(in: work)
        let optedOut = try await work.query(
            "select 1 from text_opt_outs where org_id = app_org() and number = \(number)")
        let refusal =
            optedOut.isEmpty
            ? try await consents.refusal(.text, purpose, to: number, customer: customer, in: work)
            : "They asked for no more texts."
        let id = work.context.newID(Message.self)
        let status = refusal == nil ? "queued" : "suppressed"
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
              about_kind, about_id, error, correlation_id)
            values (app_org(), \(id), 'sms', 'outbound', \(status), \(from), \(number), \(String(body.prefix(1600))), \(customer),
              \(about?.kind), \(about?.id), \(refusal), \(work.context.correlation))
            """)
        if refusal == nil {
            try work.enqueue(NewJob("messages.send-text", payload: ["message": .text(id)], priority: .urgent))
        }
        return id
    }

    public func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], purpose: ConsentPurpose,
        customer: ID<Customer>?, about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        let refusal = try await consents.refusal(.email, purpose, to: address, customer: customer, in: work)
        let status = refusal == nil ? "queued" : "suppressed"
        let id = work.context.newID(Message.self)
        let files = JSON.array(
            attachments.map { ["name": .string($0.name), "type": .string($0.contentType), "file": .text($0.file)] })
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, subject, body,
              attachments, customer_id, about_kind, about_id, error, correlation_id)
            values (app_org(), \(id), 'email', 'outbound', \(status), \(sender), \(address), \(subject), \(body), \(files),
              \(customer), \(about?.kind), \(about?.id), \(refusal), \(work.context.correlation))
            """)
        if refusal == nil { try work.enqueue(NewJob("messages.send-email", payload: ["message": .text(id)])) }
        return id
    }
}
