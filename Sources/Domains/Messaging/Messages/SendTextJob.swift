internal import Carrier
internal import Contracts
internal import Core
internal import HTTPClient
internal import Jobs
internal import Plans
internal import Postgres
internal import Records

/// Hands a text message to the carrier. A send whose answer was lost is looked up at the carrier before it is repeated.
struct SendTextJob: Sendable {
    let store: RecordStore
    let carrier: CarrierClient
    let gate: any ChannelGate

    var kind: JobKind {
        JobKind("messages.send-text", maxAttempts: 8, timeLimit: .seconds(60)) { try await run($0) }
    }

    private func run(_ run: JobRun) async throws {
        guard let id = run.payload["message"]?.string.flatMap({ Identifier($0) }) else {
            throw JobFailure.permanent("no message in the payload")
        }
        let rows = try await store.database.query(run.context, Self.begin(id))
        guard let row = rows.first, try row.get("status") == "sending" else { return }
        let (to, from, body): (String, String, String) = (
            try row.get("to_address"), try row.get("from_address"), try row.get("body")
        )
        do {
            // Not by the attempt's number: one that a stopping process gave back does not count.
            var sid = try row.get("was_begun") ? try await sent(to: to, body, run) : nil
            if sid == nil {
                let weight = MessageWeight(rawValue: try row.get("weight")) ?? .ordinary
                if let reason = try await OutgoingMessages.held(gate, .sms, weight, run.context) {
                    return try await OutgoingMessages.hold(id, reason, run.context, store)
                }
                sid = try await carrier.sendText(
                    to: to, from: from, body: body,
                    statusCallback: carrier.webhook("/webhooks/twilio/message/status?message=\(id)"))
            }
            try await settle(id, sid: sid, error: nil, try row.optional("customer_id"), to, body, run)
        } catch let error as CarrierError where error.isPermanent {
            try await settle(id, sid: nil, error: error.message, try row.optional("customer_id"), to, body, run)
        }
    }

    /// Marks it as being sent, unless its reader has asked for no more texts since it was written: that holds at once.
    /// One whose sending had begun may have arrived, and is followed up.
    private static func begin(_ id: Identifier) -> SQL {
        """
        with known as (
          select m.id, m.status, m.status = 'queued' and m.weight in ('ordinary', 'member') and exists (
              select from text_opt_outs o where o.org_id = app_org() and o.number = m.to_address) as is_unwanted
            from messages m where m.org_id = app_org() and m.id = \(id) and m.status in ('queued', 'sending')
              and m.provider_id is null for update)
        update messages m set status = case when known.is_unwanted then 'suppressed' else 'sending' end,
          error = case when known.is_unwanted then \(OutgoingMessages.optedOut) else m.error end
        from known where m.org_id = app_org() and m.id = known.id
        returning m.to_address, m.from_address, m.body, m.customer_id, m.status, m.weight, known.status = 'sending' as was_begun
        """
    }

    /// The carrier's name for the message if an earlier attempt reached it. The same words may have gone to the same
    /// number before, as another message.
    private func sent(to number: String, _ body: String, _ run: JobRun) async throws -> String? {
        let candidates = try await carrier.messages(to: number).filter { $0.body == body }.map(\.sid)
        guard !candidates.isEmpty else { return nil }
        let others = try await store.database.query(
            run.context,
            "select provider_id from messages where org_id = app_org() and provider_id = any(\(candidates)::text[])")
        let taken = Set(try others.map { try $0.get("provider_id", as: String.self) })
        return candidates.first { !taken.contains($0) }
    }

    /// Notes the carrier's name for the message, or why it refuses it.
    private func settle(
        _ id: Identifier, sid: String?, error: String?, _ customer: ID<Customer>?, _ to: String, _ body: String,
        _ run: JobRun
    ) async throws {
        try await store.work(run.context, "messages.send") { work in
            try work.emit(
                sid != nil ? EventKinds.messageSent : EventKinds.messageFailed, "messages", id, customer: customer,
                ["to": .string(to), "body": .string(body), "channel": "sms", "error": .text(error)])
            if let sid { return try await MessageFate.named(id, sid, in: work) }
            try await work.query(
                "update messages set status = 'failed', error = \(error), settled_at = \(work.now) where org_id = app_org() and id = \(id)"
            )
        }
    }
}
