internal import Contracts
internal import Core
internal import HTTP
internal import HTTPClient

/// Begins a card payment on Stripe's own page (Checkout): no card number ever reaches us.
struct StripeCheckout: Sendable {
    let account: StripeAccount
    let http: any HTTPSending

    /// The address of the page that takes the card for what is open. Throws `Problem` 503 if Stripe cannot be asked.
    /// - Parameter page: the invoice's pay page, to which the customer comes back.
    func begin(_ invoice: InvoiceDetail, _ organisation: ID<Organisation>, page: String) async throws -> String {
        guard let key = account.secretKey else { throw Problem.internalError }
        var form = Fields([
            ("mode", "payment"), ("client_reference_id", "\(invoice.id)"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", invoice.open.currency.code.lowercased()),
            ("line_items[0][price_data][unit_amount]", "\(invoice.open.minor)"),
            ("line_items[0][price_data][product_data][name]", invoice.title), ("success_url", "\(page)?paid=1"),
            ("cancel_url", page),
        ])
        for place in ["metadata", "payment_intent_data[metadata]"] {
            form.append("\(place)[organisation]", "\(organisation)")
            form.append("\(place)[invoice]", "\(invoice.id)")
        }
        if let email = invoice.billedTo.email { form.append("customer_email", email) }
        var request = OutgoingRequest(
            .post, "\(account.baseURL)/v1/checkout/sessions",
            headers: [
                .init("Authorization", "Bearer \(key)"), .init("Content-Type", "application/x-www-form-urlencoded"),
                // One session for one open amount: pressing twice leads to the same page.
                .init("Idempotency-Key", "checkout-\(invoice.id)-\(invoice.open.minor)-\(invoice.paid.minor)"),
            ],
            body: Array(form.encoded.utf8), addresses: .any)
        request.timeouts = .init(connect: .seconds(3), total: .seconds(15))
        return try await url(of: request)
    }

    private func url(of request: OutgoingRequest) async throws -> String {
        let unavailable = Problem.unavailable(
            "The payment page cannot be opened at the moment. Nothing was charged; try again in a minute.",
            retryAfter: 60)
        let response: IncomingResponse
        do { response = try await http.send(request) } catch is HTTPClientError { throw unavailable }
        guard response.isSuccess, let url = try JSON(parsing: response.body)["url"]?.string, url.hasPrefix("http")
        else {
            throw unavailable
        }
        return url
    }
}
