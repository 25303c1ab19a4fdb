internal import Contracts
internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// Writes journals down.
enum LedgerBook {
    enum Source {
        case invoice
        case payment(ID<Payment>)

        var kind: String { if case .payment = self { "payment" } else { "invoice" } }
        var payment: ID<Payment>? { if case .payment(let id) = self { id } else { nil } }
    }

    /// Goes along with the next statement that is waited for; the database refuses what does not balance.
    static func post(_ journal: Journal, _ source: Source, _ invoice: ID<Invoice>, in work: Work) {
        let id = work.context.ids.next(at: work.now)
        work.queue(
            """
            insert into journals (org_id, id, kind, invoice_id, payment_id, posted_on, correlation_id)
            values (app_org(), \(id), \(source.kind), \(invoice), \(source.payment), \(work.context.today),
              \(work.context.correlation))
            """)
        for line in journal.lines {
            work.queue(
                """
                insert into journal_lines (org_id, journal_id, account, currency, amount_minor)
                values (app_org(), \(id), \(line.account.rawValue), \(line.amount.currency), \(line.amount.minor))
                """)
        }
    }
}
