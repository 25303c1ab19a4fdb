internal import Contracts
internal import Core
internal import HTTPClient

/// Stands in for the card processor where no account is set up: tells of a payment exactly as Stripe would, with a
/// signed webhook over the network.
struct SimulatedStripe: Sendable {
    let account: StripeAccount
    let http: any HTTPSending
    let clock: TimeSource

    /// Plays the payment of what is open. Throws `Problem` 503 if our own webhook does not answer.
    func pay(_ invoice: InvoiceDetail, _ organisation: ID<Organisation>) async throws {
        // One payment per open amount: pressing twice pays once.
        let stem = "\(invoice.id)_\(invoice.paid.minor)"
        let metadata: JSON = ["organisation": .text(organisation), "invoice": .text(invoice.id)]
        let currency = JSON.string(invoice.open.currency.code.lowercased())
        try await deliver(
            "evt_sim_cs_\(stem)", "checkout.session.completed",
            [
                "id": .string("cs_sim_\(stem)"), "object": "checkout.session",
                "payment_intent": .string("pi_sim_\(stem)"),
                "payment_status": "paid", "amount_total": .int(invoice.open.minor), "currency": currency,
                "metadata": metadata,
            ])
        // Stripe tells of one payment twice.
        try await deliver(
            "evt_sim_pi_\(stem)", "payment_intent.succeeded",
            [
                "id": .string("pi_sim_\(stem)"), "object": "payment_intent", "status": "succeeded",
                "amount_received": .int(invoice.open.minor), "currency": currency, "metadata": metadata,
            ])
    }

    private func deliver(_ id: String, _ kind: String, _ object: JSON) async throws {
        let event: JSON = [
            "id": .string(id), "object": "event", "type": .string(kind), "created": .int(clock.now.seconds),
            "livemode": false,
            "data": ["object": object],
        ]
        let body = Array(event.text.utf8)
        let signature = StripeSignature.sign(body, secret: account.webhookSecret, at: clock.now)
        let request = OutgoingRequest(
            .post, account.webhookURL,
            headers: [.init("Content-Type", "application/json"), .init("Stripe-Signature", signature)], body: body,
            addresses: .any)
        let unavailable = Problem.unavailable(
            "The simulated payment could not be delivered. Nothing was charged; try again.")
        do {
            guard try await http.send(request).isSuccess else { throw unavailable }
        } catch is HTTPClientError { throw unavailable }
    }
}
