internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Money handed over or seen on the bank account.
struct RecordPayment: Action {
    static let name = "invoices.record-payment"
    static let title = "Record payment"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["issued", "sent", "partly_paid", "overdue"])
    static let fields: [Field] = [
        .reference("invoice_id", to: "invoices", required: true),
        .number("amount_minor", label: "Amount", required: true, in: 1...1_000_000_000_000),
        .choice(
            "method", [PaymentMethod.cash, .transfer, .check].map { Choice($0.rawValue, $0.label) }, required: true,
            default: PaymentMethod.cash.rawValue),
        .timestamp("received_at", label: "Received"),
        .longText("note", max: 1000),
    ]

    private let input: Input

    init(_ input: Input) throws { self.input = input }

    func perform(in work: Work) async throws -> ID<Payment> {
        let invoice: ID<Invoice> = try input.id("invoice_id")
        let rows = try await work.query("select currency from invoices where org_id = app_org() and id = \(invoice)")
        let currency: Currency = try rows.one("invoice").get("currency")
        let receivedAt = input.optionalInstant("received_at") ?? work.now
        guard receivedAt <= work.now + .minutes(5) else {
            throw Problem.invalid("received_at", "invalid", "The payment cannot have been received in the future.")
        }
        var payment = IncomingPayment(
            invoice: invoice, amount: Money(minor: try input.int("amount_minor"), currency),
            method: try input.choice("method"), receivedAt: receivedAt)
        payment.note = input.optionalText("note")
        payment.refusesExcess = true
        guard let id = try await payment.book(in: work) else {
            throw Problem.conflict("taken", "This payment has been recorded already.")
        }
        return id
    }
}
