internal import Contracts
internal import Core
internal import HTTP
internal import Postgres
internal import Records
internal import Telemetry

/// Takes Stripe's word that money has come in.
struct StripeWebhook: Sendable {
    let store: RecordStore
    let account: StripeAccount
    let refusals: Family<Counter>
    let events: Family<Counter>
    let log: Log

    init(store: RecordStore, account: StripeAccount, metrics: Metrics, log: Log) {
        self.store = store
        self.account = account
        self.log = log.area("billing")
        refusals = metrics.counter(
            "mainline_payment_webhooks_refused_total", "Payment webhooks that were turned away and changed nothing.",
            labels: ["reason"])
        events = metrics.counter(
            "mainline_payment_events_total", "Events of the payment provider by what became of them.",
            labels: ["outcome"])
    }

    var route: Route {
        .webhook(.post, "/webhooks/stripe", provider: "stripe") { try await handle($0) }
    }

    private enum Outcome: String { case booked, known, ignored, unmatched }

    private func handle(_ request: Request) async throws -> Response {
        let body = try request.bytes()
        do throws(StripeSignature.Refusal) {
            try StripeSignature.verify(
                request.headers["Stripe-Signature"], body, secret: account.webhookSecret, now: store.clock.now)
        } catch {
            refusals[error.rawValue].increment()
            log.warning("payment webhook refused", ["reason": .string(error.rawValue)])
            throw Problem.badRequest(
                "bad_signature", "The signature of this webhook is \(error.rawValue). Nothing was changed.")
        }
        let outcome = try await take(try StripeEvent(body))
        events[outcome.rawValue].increment()
        return .json(["received": true, "outcome": .string(outcome.rawValue)])
    }

    private func take(_ event: StripeEvent) async throws -> Outcome {
        guard let told = event.payment else { return .ignored }
        // Metadata says whose invoice it is; the story is the invoice's.
        let known = try await store.database.systemQuery(
            .webhookRouting,
            "select correlation_id from invoices where org_id = \(told.organisation) and id = \(told.invoice)")
        guard let row = known.first else {
            log.error("money for an invoice that is not here", ["event": .string(event.id)])
            return .unmatched
        }
        let context = try await store.systemContext(
            told.organisation, actor: "stripe", correlation: try row.get("correlation_id"), surface: .webhook)
        return try await store.work(context, "payments.receive") { work in
            let fresh = try await work.query(
                """
                insert into payment_events (org_id, provider, id, kind, payload, invoice_id, correlation_id)
                values (app_org(), 'stripe', \(event.id), \(event.kind), \(event.payload), \(told.invoice),
                  \(context.correlation))
                on conflict do nothing returning id
                """)
            guard !fresh.isEmpty else { return .known }
            let payment = IncomingPayment(
                invoice: told.invoice, amount: told.amount, method: .card, provider: ("stripe", told.intent),
                receivedAt: told.at.seconds > 0 ? told.at : work.now)
            return try await payment.book(in: work) == nil ? .known : .booked
        }
    }
}
