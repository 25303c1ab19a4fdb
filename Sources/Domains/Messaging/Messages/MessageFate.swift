internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Joins the two ends of a sent text: the answer that names it, and the carrier's reports of what became of it. Either
/// may come first, and a delivery counts above everything.
enum MessageFate {
    /// Takes the carrier's word. One that settles nothing ("queued", "sent"), or comes again, changes nothing.
    static func report(_ message: Identifier, _ sid: String, _ word: String, error: String?, in work: Work) async throws
    {
        guard let status = settling[word] else { return }
        let rows = try await work.query(
            """
            update messages set status = \(status), error = \(error), settled_at = \(work.now), provider_id = \(sid)
            where org_id = app_org() and id = \(message) and direction = 'outbound' and coalesce(provider_id, \(sid)) = \(sid)
              and (status in ('sending', 'sent') or status in ('undelivered', 'failed') and \(status) = 'delivered')
            returning customer_id, to_address
            """)
        guard let row = rows.first else { return }
        try work.emit(
            status == "delivered" ? EventKinds.messageDelivered : EventKinds.messageFailed, "messages", message,
            customer: try row.optional("customer_id"),
            ["status": .string(status), "error": .text(error), "to": .string(try row.get("to_address"))])
    }

    /// Notes under which name the carrier has taken the message.
    static func named(_ message: Identifier, _ sid: String, in work: Work) async throws {
        try await work.query(
            """
            update messages set status = case when status = 'sending' then 'sent' else status end, provider_id = \(sid),
              sent_at = \(work.now)
            where org_id = app_org() and id = \(message)
            """)
    }

    private static let settling = [
        "delivered": "delivered", "read": "delivered", "undelivered": "undelivered", "failed": "failed",
    ]
}
