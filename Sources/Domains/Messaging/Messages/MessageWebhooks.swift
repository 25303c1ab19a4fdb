internal import Carrier
internal import Contracts
internal import Core
internal import HTTP
internal import Phone
internal import Postgres
internal import Records

/// What the carrier tells of text messages: their fate, and those that come in.
struct MessageWebhooks: Sendable {
    let store: RecordStore
    let account: CarrierAccount
    let numbers: any NumberBook
    let customers: any CustomerDirectory
    let consents: any ConsentBook
    let messages: any MessageSender
    /// Whether the carrier answers STOP, START and HELP itself.
    let carrierAnswers: Bool
    let refusals: CarrierRefusals

    var routes: [Route] {
        [
            .webhook(.post, "/webhooks/twilio/message/status", provider: "twilio") { request in
                try await refusals.counting { try await status(request) }
            },
            .webhook(.post, "/webhooks/twilio/message", provider: "twilio") { request in
                try await refusals.counting { try await incoming(request) }
            },
        ]
    }

    private static let noReply = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>"

    private func answer() -> Response {
        Response(headers: ["Content-Type": "text/xml; charset=utf-8"], body: .text(Self.noReply))
    }

    // MARK: - Status

    /// The address names the message, because a report may come before the answer that would name it.
    private func status(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["MessageSid", "MessageStatus", "From"])
        guard let message = webhook.query["message"].flatMap({ Identifier($0) }) else {
            throw CarrierRefusal(.missing, 400, "The webhook's address lacks the “message”.")
        }
        guard let organisation = try await numbers.organisation(of: try webhook.required("From")) else {
            throw Problem.notFound("number")
        }
        var context = try await store.systemContext(
            organisation, actor: "carrier", correlation: request.requestID, surface: .webhook)
        let rows = try await store.database.query(
            context, "select correlation_id from messages where org_id = app_org() and id = \(message)")
        context.correlation = try rows.one("message").get("correlation_id")
        let (sid, word) = (try webhook.required("MessageSid"), try webhook.required("MessageStatus"))
        try await store.work(context, "messages.status") { work in
            try await MessageFate.report(message, sid, word, error: webhook["ErrorCode"], in: work)
        }
        return answer()
    }

    // MARK: - Incoming

    private func incoming(_ request: Request) async throws -> Response {
        let webhook = try CarrierRequest(request, account: account, required: ["MessageSid", "From", "To"])
        guard let organisation = try await numbers.organisation(of: try webhook.required("To")) else {
            throw Problem.notFound("number")
        }
        let context = try await store.systemContext(
            organisation, actor: "carrier", correlation: request.requestID, surface: .webhook)
        let (sid, from, to) = (
            try webhook.required("MessageSid"), try webhook.required("From"), try webhook.required("To")
        )
        let body = webhook["Body"] ?? ""
        try await store.work(context, "messages.receive") { work in
            let customer = try await customers.find(phone: from, in: work)?.id
            let id = context.newID(Message.self)
            let rows = try await work.query(
                """
                insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
                  provider_id, correlation_id)
                values (app_org(), \(id), 'sms', 'inbound', 'received', \(from), \(to), \(body), \(customer), \(sid), \(context.correlation))
                on conflict on constraint messages_provider_key do nothing returning id
                """)
            if rows.isEmpty { return }  // the carrier repeats itself
            try await KeywordAnswers(
                consents: consents, messages: messages, carrierAnswers: carrierAnswers, work: work
            ).take(.init(from: from, to: to, text: body, customer: customer, carrierReading: webhook["OptOutType"]))
            try work.emit(
                EventKinds.messageReceived, "messages", id.value, customer: customer,
                ["from": .string(from), "body": .string(body)])
        }
        return answer()
    }
}
