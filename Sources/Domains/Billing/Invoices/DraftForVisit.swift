internal import Contracts
internal import Core
internal import Interface
internal import Records

/// Once the work is done its bill is begun.
enum DraftForVisit {
    static let subscription = Subscription("billing.draft-for-visit", to: EventKinds.appointmentCompleted) {
        event, context, store in
        guard let customer = event.customer else { return }
        let payload = event.payload
        let currency = payload["currency"]?.string.flatMap { Currency($0) } ?? context.currency
        var invoice = NewInvoice(
            customer: customer, currency: currency,
            lines: [
                NewInvoice.Line(
                    description: description(payload, context.zone), quantity: 10_000,
                    unitMinor: payload["price_minor"]?.int ?? 0, tax: nil)
            ])
        invoice.appointment = ID(event.recordID)
        let draft = invoice
        try await store.work(context, "invoices.draft") { _ = try await draft.write(in: $0) }
    }

    /// `Leak repair, 3 Mar 2026, Sam Rivera`
    private static func description(_ payload: JSON, _ zone: Zone) -> String {
        let day = payload["starts_at"]?.string.flatMap { Instant($0) }.map {
            Moment.day(zone.local($0).date, thisYear: nil)
        }
        let parts = [payload["job_type"]?.string ?? "Visit", day, payload["technician_name"]?.string]
        return String(parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ").prefix(1000))
    }
}
