internal import Contracts
internal import Core

/// What a webhook of Stripe's says, as far as it is about money for an invoice.
struct StripeEvent: Sendable {
    let id: String
    let kind: String
    let payload: JSON
    /// Only in events that tell of money received.
    let payment: Payment?

    struct Payment: Sendable {
        let organisation: ID<Organisation>
        let invoice: ID<Invoice>
        /// `pi_…`: one payment, whichever events tell of it.
        let intent: String
        let amount: Money
        let at: Instant
    }

    /// Throws `Problem` 400 for what is no event.
    init(_ body: [UInt8]) throws {
        payload = try JSON(parsing: body)
        guard let id = payload["id"]?.string, (1...255).contains(id.utf8.count), let kind = payload["type"]?.string
        else {
            throw Problem.badRequest("not_an_event", "The body is not an event: it needs “id” and “type”.")
        }
        self.id = id
        self.kind = kind
        payment = Self.payment(kind, payload)
    }

    private static func payment(_ kind: String, _ payload: JSON) -> Payment? {
        guard let object = payload["data"]?["object"] else { return nil }
        let intent: String?
        let amount: Int64?
        switch kind {
        case "checkout.session.completed", "checkout.session.async_payment_succeeded":
            // Bank debits complete first and are paid days later.
            guard object["payment_status"]?.string == "paid" else { return nil }
            (intent, amount) = (object["payment_intent"]?.string ?? object["id"]?.string, object["amount_total"]?.int)
        case "payment_intent.succeeded":
            (intent, amount) = (object["id"]?.string, object["amount_received"]?.int ?? object["amount"]?.int)
        default: return nil
        }
        guard let intent, intent.utf8.count <= 255, let amount, amount > 0,
            let currency = object["currency"]?.string.flatMap({ Currency($0) }),
            let organisation = object["metadata"]?["organisation"]?.string.flatMap({ ID<Organisation>($0) }),
            let invoice = object["metadata"]?["invoice"]?.string.flatMap({ ID<Invoice>($0) })
        else { return nil }
        return Payment(
            organisation: organisation, invoice: invoice, intent: intent, amount: Money(minor: amount, currency),
            at: Instant(seconds: payload["created"]?.int ?? 0))
    }
}
