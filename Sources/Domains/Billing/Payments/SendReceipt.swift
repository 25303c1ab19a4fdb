internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Thanks for a payment by e-mail, once.
enum SendReceipt {
    static func subscription(_ messages: any MessageSender, links: PayLinks) -> Subscription {
        Subscription("billing.send-receipt", to: EventKinds.paymentReceived) { event, context, store in
            let payment = ID<Payment>(event.recordID)
            try await store.work(context, "payments.send-receipt") { work in
                let rows = try await work.query(
                    """
                    select invoice_id, amount_minor, currency, method, receipt_message_id from payments
                    where org_id = app_org() and id = \(payment) for update
                    """)
                let row = try rows.one("payment")
                guard try row.optional("receipt_message_id", as: Identifier.self) == nil else { return }
                let invoice = try await InvoiceReading.load(try row.get("invoice_id"), in: work).detail(
                    link: { links.url(context.organisation, $0) }, today: context.today)
                guard let email = invoice.billedTo.email else { return }
                let method: PaymentMethod = try row.get("method")
                let words = InvoiceWords(invoice: invoice)
                let message = try await messages.sendEmail(
                    to: email, subject: words.receiptSubject(),
                    words.receipt(try row.money("amount_minor"), method: method.label.lowercased()), attachments: [],
                    customer: invoice.customer, about: ("payments", payment.value), in: work)
                work.queue(
                    "update payments set receipt_message_id = \(message) where org_id = app_org() and id = \(payment)")
            }
        }
    }
}

extension PaymentMethod: PostgresDecodable {}
