public import Contracts
public import Core
internal import Jobs
public import Plans
internal import Postgres
public import Records

/// Writes messages down and has them sent after the commit.
public struct OutgoingMessages: MessageSender {
    /// Our e-mail address.
    private let sender: String
    private let numbers: any NumberBook
    private let consents: any ConsentBook
    private let gate: any ChannelGate

    public init(sender: String, numbers: any NumberBook, consents: any ConsentBook, gate: any ChannelGate) {
        self.sender = sender
        self.numbers = numbers
        self.consents = consents
        self.gate = gate
    }

    public func sendText(
        to number: String, _ body: String, purpose: ConsentPurpose, weight: MessageWeight, customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?,
        in work: Work
    ) async throws -> ID<Message> {
        let from = try await numbers.outgoingNumber(in: work)
        let refusal = try await textRefusal(to: number, purpose, weight, customer, in: work)
        let id = work.context.newID(Message.self)
        let status = refusal == nil ? "queued" : "suppressed"
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
              about_kind, about_id, error, correlation_id, weight)
            values (app_org(), \(id), 'sms', 'outbound', \(status), \(from), \(number), \(String(body.prefix(1600))), \(customer),
              \(about?.kind), \(about?.id), \(refusal), \(work.context.correlation), \(weight.rawValue))
            """)
        if refusal == nil {
            try work.enqueue(NewJob("messages.send-text", payload: ["message": .text(id)], priority: .urgent))
        }
        return id
    }

    public func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], purpose: ConsentPurpose,
        weight: MessageWeight, customer: ID<Customer>?, about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        var refusal = try await shut(.email, weight, in: work)
        if refusal == nil, weight != .emergency {
            refusal = try await consents.refusal(.email, purpose, to: address, customer: customer, in: work)
        }
        let status = refusal == nil ? "queued" : "suppressed"
        let id = work.context.newID(Message.self)
        let files = JSON.array(
            attachments.map { ["name": .string($0.name), "type": .string($0.contentType), "file": .text($0.file)] })
        work.queue(
            """
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, subject, body,
              attachments, customer_id, about_kind, about_id, error, correlation_id, weight)
            values (app_org(), \(id), 'email', 'outbound', \(status), \(sender), \(address), \(subject), \(body), \(files),
              \(customer), \(about?.kind), \(about?.id), \(refusal), \(work.context.correlation), \(weight.rawValue))
            """)
        if refusal == nil { try work.enqueue(NewJob("messages.send-email", payload: ["message": .text(id)])) }
        return id
    }

    /// Why the text may not go out; nil if it may. What somebody asked for comes before what the plan says.
    private func textRefusal(
        to number: String, _ purpose: ConsentPurpose, _ weight: MessageWeight, _ customer: ID<Customer>?, in work: Work
    ) async throws -> String? {
        if weight.passesOptOut { return nil }
        let optedOut = try await work.query(
            "select 1 from text_opt_outs where org_id = app_org() and number = \(number)")
        guard optedOut.isEmpty else { return Self.optedOut }
        let objection = try await consents.refusal(.text, purpose, to: number, customer: customer, in: work)
        if let objection { return objection }
        return try await shut(.sms, weight, in: work)
    }

    static let optedOut = "They asked for no more texts."

    /// What keeps the channel shut for a message of that weight.
    private func shut(_ channel: Channel, _ weight: MessageWeight, in work: Work) async throws -> String? {
        if weight.passesGate { return nil }
        return try await gate.may(channel, work.context.organisation, at: work.now).reason.map(Self.words)
    }

    private static func words(_ reason: ChannelReason) -> String { "Not sent: \(reason.title)." }

    /// Why a message whose turn has come is held: what was written before a lockdown or the end of a plan is, too. Not for
    /// a limit of the month, to which the message itself was counted.
    static func held(
        _ gate: any ChannelGate, _ channel: Channel, _ weight: MessageWeight, _ context: Context
    ) async throws -> String? {
        if weight.passesGate { return nil }
        let standing = try await gate.standing(of: context.organisation)
        return standing.reasons(at: context.now).first {
            !$0.code.hasPrefix("cap_") && ($0.effects[channel] ?? .allowed) != .allowed
        }.map(words)
    }

    /// Keeps a message that is not to be sent any more, with the reason.
    static func hold(_ id: Identifier, _ reason: String, _ context: Context, _ store: RecordStore) async throws {
        try await store.work(context, "messages.hold") { work in
            try await work.query(
                """
                update messages set status = 'suppressed', error = \(reason), settled_at = \(work.now)
                where org_id = app_org() and id = \(id) and status = 'sending'
                """)
        }
    }
}
