import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@testable import Billing

extension BillingTests {
    @Suite struct PaymentTests {
        private func pay(_ till: Till, _ invoice: ID<Invoice>, _ cents: Int64) async throws {
            _ = try await till.store.perform(
                RecordPayment.self, ["invoice_id": .text(invoice), "amount_minor": .int(cents), "method": "cash"],
                till.context())
        }

        @Test func cash_settles_in_parts_and_no_more_than_is_open() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                try await pay(till, invoice.id, 6_129)
                #expect(try await till.book.detail(invoice.id, till.context()).status == .partlyPaid)
                #expect(try await problem { try await pay(till, invoice.id, 10_001) } == "invalid")
                try await pay(till, invoice.id, 10_000)
                let paid = try await till.book.detail(invoice.id, till.context())
                #expect(paid.status == .paid && paid.open.minor == 0 && paid.receipts.count == 2)
                #expect(try await problem { try await pay(till, invoice.id, 1) } == "not_open")
                #expect(
                    try till.test.column(
                        "select kind from events where kind in ('payment.received', 'invoice.paid') order by id"
                    ).count == 3)
            }
        }

        @Test func a_draft_takes_no_money() async throws {
            try await Till.run { till in
                let id = try await till.draft()
                #expect(try await problem { try await pay(till, id, 1) } == "not_open")
            }
        }

        @Test(arguments: [1, 2, 3])
        func the_ledger_balances_whatever_happens(_ seed: UInt64) async throws {
            try await Till.run { till in
                var random = Dice(state: seed)
                let customer = try await till.customer()
                var invoices: [ID<Invoice>] = []
                for step in 0..<60 {
                    do {
                        switch random.next() % 5 {
                        case 0: invoices.append(try await till.draft(Int64(random.next() % 100_000), for: customer))
                        case 1: if let id = invoices.randomElement(using: &random) { try await till.issue(id) }
                        case 2:
                            if let id = invoices.randomElement(using: &random) {
                                try await pay(till, id, Int64(random.next() % 50_000) + 1)
                            }
                        case 3:
                            guard let id = invoices.randomElement(using: &random) else { continue }
                            _ = try await till.webhook(
                                till.event(
                                    id, Int64(random.next() % 50_000) + 1, id: "evt_\(random.next() % 20)",
                                    intent: "pi_\(random.next() % 20)"))
                        default:
                            if let id = invoices.randomElement(using: &random) {
                                _ = try await till.store.perform(
                                    CancelDraft.self, ["invoice_id": .text(id)], till.context())
                            }
                        }
                    } catch is Problem {
                        // Refused, as much of it must be.
                    }
                    #expect(
                        try till.test.column(
                            "select sum(amount_minor) from journal_lines group by currency having sum(amount_minor) <> 0"
                        )
                            == [], "after step \(step)")
                }
                let receivable = try till.test.column(
                    "select coalesce(sum(amount_minor), 0) from journal_lines where account = 'receivable'")
                let open = try till.test.column(
                    "select coalesce(sum(total_minor - paid_minor) filter (where number is not null), 0) from invoices")
                #expect(receivable == open)
                let taken = try till.test.column(
                    "select coalesce(sum(amount_minor), 0) from journal_lines where account in ('cash', 'clearing')")
                #expect(try till.test.column("select coalesce(sum(amount_minor), 0) from payments") == taken)
            }
        }
    }
}

/// SplitMix64.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
