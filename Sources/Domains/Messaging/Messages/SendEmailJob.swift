internal import Contracts
internal import Core
internal import Files
internal import Jobs
internal import Mail
internal import Plans
internal import Postgres
internal import Records

/// Hands an e-mail to the mail server, with its files.
struct SendEmailJob: Sendable {
    let store: RecordStore
    let mailer: any Mailer
    let files: FileStore
    let gate: any ChannelGate

    var kind: JobKind {
        JobKind("messages.send-email", maxAttempts: 10, timeLimit: .seconds(120)) { try await run($0) }
    }

    private func run(_ run: JobRun) async throws {
        guard let id = run.payload["message"]?.string.flatMap({ Identifier($0) }) else {
            throw JobFailure.permanent("no message in the payload")
        }
        let rows = try await store.database.query(
            run.context,
            """
            update messages set status = 'sending' where org_id = app_org() and id = \(id) and status in ('queued', 'sending')
            returning to_address, from_address, subject, body, attachments, customer_id, created_at, weight
            """)
        guard let row = rows.first else { return }
        let weight = MessageWeight(rawValue: try row.get("weight")) ?? .ordinary
        if let reason = try await OutgoingMessages.held(gate, .email, weight, run.context) {
            return try await OutgoingMessages.hold(id, reason, run.context, store)
        }
        let customer: ID<Customer>? = try row.optional("customer_id")
        let to: String = try row.get("to_address")
        let subject: String = try row.optional("subject") ?? ""
        var message = MailMessage(
            id: id, date: run.context.now, from: try MailAddress(parsing: try row.get("from_address")),
            to: [try MailAddress(to)],
            subject: subject, text: try row.get("body"))
        message.attachments = try await attachments(try row.get("attachments"), run)
        try await mailer.send(message)
        try await store.work(run.context, "messages.send") { work in
            try await work.query(
                "update messages set status = 'sent', sent_at = now() where org_id = app_org() and id = \(id)")
            try work.emit(
                "message.sent", "messages", id, customer: customer,
                ["to": .string(to), "body": .string(subject), "channel": "email"])
        }
    }

    private func attachments(_ list: JSON, _ run: JobRun) async throws -> [MailMessage.Attachment] {
        var attachments: [MailMessage.Attachment] = []
        for item in list.array ?? [] {
            guard let file = item["file"]?.string.flatMap({ Identifier($0) }) else { continue }
            let bytes = try await files.read(ID(file), run.context)
            attachments.append(
                MailMessage.Attachment(
                    name: item["name"]?.string ?? "file",
                    contentType: item["type"]?.string ?? "application/octet-stream", bytes: bytes))
        }
        return attachments
    }
}
