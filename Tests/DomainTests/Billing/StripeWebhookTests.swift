import Contracts
import Core
import HTTP
import Postgres
import Telemetry
import TestSupport
import Testing

@testable import Billing

extension BillingTests {
    @Suite struct StripeWebhookTests {
        @Test func money_is_booked_with_journal_events_and_the_story() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let answer = try await till.webhook(
                    till.event(invoice.id, invoice.total.minor, id: "evt_1", intent: "pi_1"))
                #expect(answer.status == 200)
                #expect(try await till.book.detail(invoice.id, till.context()).status == .paid)
                #expect(
                    try till.test.column(
                        "select account || ' ' || amount_minor from journal_lines l join journals j on j.id = l.journal_id where kind = 'payment' order by account"
                    )
                        == ["clearing 16129", "receivable -16129"])
                #expect(
                    try till.test.column(
                        "select kind || ' ' || correlation_id from events where kind in ('payment.received', 'invoice.paid') order by kind"
                    )
                        == ["invoice.paid story-1", "payment.received story-1"])
                try await till.work()
                try await till.work()
                #expect(
                    try till.test.column("select subject from messages where about_kind = 'payments'")
                        == ["Receipt for invoice 2026-0001 from Harbor Plumbing"])
            }
        }

        @Test func replayed_and_shuffled_events_change_nothing() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let session: JSON = [
                    "id": "evt_cs", "type": "checkout.session.completed", "created": .int(till.clock.now.seconds),
                    "data": [
                        "object": [
                            "id": "cs_1", "payment_intent": "pi_1", "payment_status": "paid",
                            "amount_total": .int(invoice.total.minor),
                            "currency": "usd",
                            "metadata": ["organisation": .text(till.organisation), "invoice": .text(invoice.id)],
                        ]
                    ],
                ]
                let events = [session, till.event(invoice.id, invoice.total.minor, id: "evt_pi", intent: "pi_1")]
                _ = try await till.webhook(events[1])
                let before = try till.books()
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<20 {
                        for event in events.shuffled() { group.addTask { try await till.webhook(event).status } }
                    }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(statuses == [200])
                #expect(try till.books() == before)
            }
        }

        @Test func the_same_payment_told_many_times_at_once_is_booked_once() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<30 {
                        group.addTask {
                            let event = till.event(
                                invoice.id, invoice.total.minor, id: "evt_\(index % 5)", intent: "pi_1")
                            return try await till.webhook(event).status
                        }
                    }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(statuses == [200])
                #expect(try till.test.column("select amount_minor from payments") == ["16129"])
            }
        }

        @Test func what_is_badly_signed_is_refused_counted_and_changes_nothing() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let event = till.event(invoice.id, invoice.total.minor, id: "evt_1", intent: "pi_1")
                let body = Array(event.text.utf8)
                let before = try till.books()
                let now = till.clock.now
                let bad: [String?] = [
                    nil, "", "nonsense", "t=\(now.seconds)", "v1=00",
                    StripeSignature.sign(body, secret: "whsec_other", at: now),
                    StripeSignature.sign(body + [32], secret: Till.secret, at: now),
                    StripeSignature.sign(body, secret: Till.secret, at: now - .seconds(301)),
                    StripeSignature.sign(body, secret: Till.secret, at: now + .seconds(301)),
                    StripeSignature.sign(body, secret: Till.secret, at: now).replacing("v1=", with: "v0="),
                ]
                for signature in bad {
                    #expect(try await till.webhook(event, signature: .some(signature)).status == 400)
                }
                #expect(try till.books() == before)
                let counted = till.metrics.text.split(separator: "\n").filter {
                    $0.hasPrefix("mainline_payment_webhooks_refused_total{")
                }
                #expect(
                    counted.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +) == bad.count)
                // One right signature among several is enough, as while a secret is being replaced.
                let right = StripeSignature.sign(body, secret: Till.secret, at: now - .seconds(299))
                #expect(
                    try await till.webhook(event, signature: "\(right),v1=\(String(repeating: "0", count: 64)),v0=1")
                        .status
                        == 200)
            }
        }

        @Test func money_for_an_invoice_of_someone_else_is_not_booked() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let before = try till.books()
                let event = till.event(invoice.id, invoice.total.minor, id: "evt_1", intent: "pi_1", in: till.rival)
                #expect(try await till.webhook(event).status == 200)
                #expect(try till.books() == before)
            }
        }

        @Test func more_than_was_asked_for_is_the_customers_credit() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                _ = try await till.webhook(till.event(invoice.id, 20_000, id: "evt_1", intent: "pi_1"))
                #expect(try till.test.column("select credit_minor from payments") == ["3871"])
                #expect(try await till.book.detail(invoice.id, till.context()).open.minor == 0)
            }
        }
    }
}
