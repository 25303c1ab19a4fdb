import Core
import LedgerEngine
import Testing

@Suite struct JournalTests {
    static func usd(_ minor: Int64) -> Money { Money(minor: minor, .usd) }

    static func totals(_ price: Int64, rate: Int64 = 10_000) throws -> InvoiceTotals {
        try InvoiceTotals([InvoiceLine(count: 1, price: price, tax: TaxCategory(rate: rate))], currency: .usd)
    }

    @Test func refuses_what_does_not_balance_in_each_currency() {
        #expect(throws: LedgerError.unbalanced(.usd, by: 1)) {
            try Journal([JournalLine(.cash, JournalTests.usd(10)), JournalLine(.revenue, JournalTests.usd(-9))])
        }
        #expect(throws: (any Error).self) {
            try Journal([JournalLine(.cash, JournalTests.usd(10)), JournalLine(.revenue, Money(minor: -10, .eur))])
        }
        #expect(throws: LedgerError.empty) { try Journal([]) }
        #expect(throws: LedgerError.empty) { try Journal([JournalLine(.cash, JournalTests.usd(0))]) }
    }

    @Test func an_invoice_its_payment_and_refund_leave_what_they_should() throws {
        let totals = try JournalTests.totals(10_000)
        let invoice = OpenInvoice(
            id: Identifier(high: 0, low: 1), due: LocalDate(daysSince1970: 20_000), open: totals.gross.minor)
        let allocation = try Allocation(12_000, over: [invoice])
        #expect(allocation.credit == 1_000)
        var ledger = Balances()
        ledger.post(try .invoiceIssued(totals))
        ledger.post(try .paymentReceived(JournalTests.usd(12_000), allocation))
        #expect(ledger[.receivable] == 0)
        #expect(ledger[.customerCredit] == -1_000)
        #expect(ledger[.tax] == -1_000)
        ledger.post(try .refund(JournalTests.usd(1_000), fromCredit: 1_000))
        #expect(ledger[.customerCredit] == 0)
        #expect(ledger[.cash] == 11_000)
        ledger.post(try .creditNote(totals, alreadyPaid: 11_000))
        #expect(ledger[.customerCredit] == -11_000)
        #expect((ledger[.receivable], ledger[.revenue], ledger[.tax]) == (0, 0, 0))
    }

    @Test func an_unpaid_invoice_is_credited_to_nothing() throws {
        let totals = try JournalTests.totals(5_555)
        var ledger = Balances()
        ledger.post(try .invoiceIssued(totals, deferred: 2_000))
        ledger.post(try .creditNote(totals, deferred: 2_000))
        #expect(LedgerAccount.allCases.allSatisfy { ledger[$0] == 0 })
    }

    @Test func deferred_revenue_is_earned_to_the_last_cent() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            let total = Int64.random(in: 1...100_000, using: &random)
            let days = Int.random(in: 1...366, using: &random)
            var before: Int64 = 0
            for day in (0...days) where day == days || Bool.random(using: &random) {
                guard let journal = try Journal.recognised(JournalTests.usd(total), day: day, of: days, before: before)
                else { continue }
                before += journal.amount(on: .deferredRevenue, .usd)
            }
            #expect(before == total)
        }
    }

    @Test func any_sequence_of_postings_sums_to_zero() throws {
        var random = SeededRandom(seed: 11)
        var ledger = Balances()
        for step in 0..<3000 {
            let amount = Int64.random(in: 1...1_000_000, using: &random)
            let totals = try JournalTests.totals(amount, rate: Int64.random(in: 0...25_000, using: &random))
            let open = (0..<3).map {
                OpenInvoice(
                    id: Identifier(high: UInt64(step), low: $0), due: LocalDate(daysSince1970: 20_000), open: amount / 3
                )
            }
            let journal: Journal? =
                switch Int.random(in: 0...5, using: &random) {
                case 0: try .invoiceIssued(totals, deferred: totals.net.minor / 2)
                case 1: try .paymentReceived(JournalTests.usd(amount), Allocation(amount, over: open), into: .clearing)
                case 2: try .refund(JournalTests.usd(amount), fromCredit: amount / 3)
                case 3: try .creditNote(totals, alreadyPaid: totals.gross.minor / 2)
                case 4: try .writtenOff(JournalTests.usd(amount))
                default: try .paidOut(JournalTests.usd(amount))
                }
            if let journal { ledger.post(journal) }
            #expect(LedgerAccount.allCases.reduce(0) { $0 + ledger[$1] } == 0)
        }
    }

    @Test func payments_settle_the_oldest_due_first() throws {
        var random = SeededRandom(seed: 13)
        for _ in 0..<500 {
            let invoices = (0..<Int.random(in: 0...8, using: &random)).map { index in
                OpenInvoice(
                    id: Identifier(high: 0, low: UInt64(index)),
                    due: LocalDate(daysSince1970: Int.random(in: 0...4, using: &random)),
                    open: Int64.random(in: 0...500, using: &random))
            }
            let amount = Int64.random(in: 0...2500, using: &random)
            let allocation = try Allocation(amount, over: invoices.shuffled(using: &random))
            #expect(allocation.parts.reduce(allocation.credit) { $0 + $1.amount } == amount)
            let open = invoices.reduce(0) { $0 + $1.open }
            #expect(allocation.credit == max(0, amount - open))
            let dues = allocation.parts.compactMap { part in invoices.first { $0.id == part.invoice }?.due }
            #expect(dues == dues.sorted())
            // All but the last are settled whole.
            for part in allocation.parts.dropLast() {
                #expect(invoices.first { $0.id == part.invoice }?.open == part.amount)
            }
        }
    }

    @Test func debts_age_by_their_due_date() throws {
        let today = LocalDate(daysSince1970: 20_000)
        let expected: [(Int, AgingBucket)] = [
            (-5, .current), (0, .current), (1, .days1to30), (30, .days1to30), (31, .days31to60), (60, .days31to60),
            (61, .days61to90), (90, .days61to90), (91, .over90),
        ]
        for (days, bucket) in expected { #expect(AgingBucket(due: today.adding(days: -days), today: today) == bucket) }
        let aging = try Aging(
            expected.map { OpenInvoice(id: Identifier(high: 0, low: 0), due: today.adding(days: -$0.0), open: 10) },
            today: today)
        #expect(aging[.current] == 20)
        #expect(try aging.total() == 90)
    }
}

/// What stands on each account after some journals.
struct Balances {
    private var minor: [LedgerAccount: Int64] = [:]

    mutating func post(_ journal: Journal) {
        for line in journal.lines { minor[line.account, default: 0] += line.amount.minor }
    }

    subscript(account: LedgerAccount) -> Int64 { minor[account] ?? 0 }
}
