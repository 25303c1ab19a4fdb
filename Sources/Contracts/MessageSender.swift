public import Core
public import Records

public enum Message {}

/// A file that goes along with an e-mail.
public struct MessageAttachment: Sendable {
    public let name: String
    public let contentType: String
    /// The stored file's id.
    public let file: Identifier

    public init(name: String, contentType: String, file: Identifier) {
        self.name = name
        self.contentType = contentType
        self.file = file
    }
}

/// Sends words to people: recorded in the same transaction, handed to the carrier or mail server after the commit,
/// retried until delivered or known to fail. Implemented by Messaging.
public protocol MessageSender: Sendable {
    /// A text message to an E.164 number. `about` names the record it is about: ("appointments", id). Where consent is
    /// missing or was withdrawn, or the plan or a lockdown has shut the channel, it is written down as suppressed, with the
    /// reason, and not sent; how far `weight` says.
    @discardableResult
    func sendText(
        to number: String, _ body: String, purpose: ConsentPurpose, weight: MessageWeight, customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?,
        in work: Work
    ) async throws -> ID<Message>
    @discardableResult
    func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], purpose: ConsentPurpose,
        weight: MessageWeight, customer: ID<Customer>?, about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message>
}

extension MessageSender {
    /// About what the person asked for.
    @discardableResult
    public func sendText(
        to number: String, _ body: String, customer: ID<Customer>?, about: (kind: String, id: Identifier)?,
        in work: Work
    ) async throws -> ID<Message> {
        try await sendText(
            to: number, body, purpose: .service, weight: .ordinary, customer: customer, about: about, in: work)
    }

    @discardableResult
    public func sendText(
        to number: String, _ body: String, purpose: ConsentPurpose, customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        try await sendText(
            to: number, body, purpose: purpose, weight: .ordinary, customer: customer, about: about, in: work)
    }

    /// To somebody who works in the organisation, or about an emergency.
    @discardableResult
    public func sendEmail(
        to address: String, subject: String, _ body: String, weight: MessageWeight,
        about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        try await sendEmail(
            to: address, subject: subject, body, attachments: [], purpose: .service, weight: weight, customer: nil,
            about: about, in: work)
    }

    @discardableResult
    public func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], purpose: ConsentPurpose,
        customer: ID<Customer>?, about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        try await sendEmail(
            to: address, subject: subject, body, attachments: attachments, purpose: purpose, weight: .ordinary,
            customer: customer, about: about, in: work)
    }

    /// About what the person asked for.
    @discardableResult
    public func sendEmail(
        to address: String, subject: String, _ body: String, attachments: [MessageAttachment], customer: ID<Customer>?,
        about: (kind: String, id: Identifier)?, in work: Work
    ) async throws -> ID<Message> {
        try await sendEmail(
            to: address, subject: subject, body, attachments: attachments, purpose: .service, weight: .ordinary,
            customer: customer, about: about, in: work)
    }
}
