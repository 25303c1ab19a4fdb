import Contracts
import Core
import Crypto
import Foundation
import HTTP
import HTTPClient
import Postgres
import Records
import TestSupport
import Testing

@testable import Billing

extension BillingTests {
    @Suite struct PayPageTests {
        private func path(_ invoice: InvoiceDetail) throws -> String {
            String(try #require(invoice.payLink).dropFirst("https://crm.example.com".count))
        }

        @Test func shows_the_invoice_and_leads_to_a_paid_one() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let path = try path(invoice)
                let page = try await till.get(path)
                #expect(page.status == 200 && page.page.contains("$161.29") && page.page.contains("Invoice 2026-0001"))
                #expect(page.headers["Referrer-Policy"] == "no-referrer" && !page.page.contains("<script>"))
                #expect(try await till.post(path).headers["Location"] == "\(path)/card")
                #expect(try await till.get("\(path)/card").page.contains("no money moves"))
                #expect(try await till.post("\(path)/simulated").headers["Location"] == "\(path)?paid=1")
                #expect(try await till.get(path).page.contains("Paid in full"))
                // Pressing again changes nothing.
                let before = try till.books()
                _ = try await till.post("\(path)/simulated")
                _ = try await till.post(path)
                #expect(try till.books() == before)
                let told = till.wire.requests.map { $0.header("Stripe-Signature") ?? "" }
                #expect(told.count == 2 && told.allSatisfy { $0.hasPrefix("t=") })
            }
        }

        @Test func a_token_nobody_gave_out_leads_nowhere() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let draft = try await till.draft()
                let foreign = till.links.token(till.rival, invoice.id).text
                let early = till.links.token(till.organisation, draft).text
                for token in [
                    foreign, early, "x", String(repeating: "A", count: 43), String(repeating: "A", count: 5000),
                ] {
                    for path in ["/pay/\(token)", "/pay/\(token)/card", "/pay/\(token)/invoice.pdf"] {
                        #expect(try await till.get(path).status == 404)
                    }
                    #expect(try await till.post("/pay/\(token)").status == 404)
                    #expect(try await till.post("/pay/\(token)/simulated").status == 404)
                }
            }
        }

        @Test func the_token_is_not_in_the_database() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                let token = till.links.token(till.organisation, invoice.id).text
                let found = try till.test.column(
                    "select 1 from invoices i where i::text like '%\(token)%' union all select 1 from jobs j where j::text like '%\(token)%'"
                )
                #expect(found.isEmpty)
            }
        }

        @Test func with_an_account_the_customer_goes_on_to_stripe() async throws {
            try await Till.run(
                .stripe(secretKey: "sk_test_1", webhookSecret: Till.secret, baseURL: "http://stripe.test")
            ) {
                till in
                let invoice = try await till.sent()
                let path = try path(invoice)
                for _ in 0..<2 {
                    #expect(try await till.post(path).headers["Location"] == "https://checkout.stripe.com/c/cs_1")
                }
                let asked = till.wire.requests
                #expect(
                    asked.map(\.url) == [
                        "http://stripe.test/v1/checkout/sessions", "http://stripe.test/v1/checkout/sessions",
                    ])
                #expect(Set(asked.map { $0.header("Idempotency-Key") }).count == 1)
                let form = try #require(Fields(encoded: String(decoding: asked[0].body, as: UTF8.self)))
                #expect(
                    form["line_items[0][price_data][unit_amount]"] == "16129"
                        && form["metadata[invoice]"] == "\(invoice.id)")
                // The stand-in is not there.
                #expect(try await till.post("\(path)/simulated").status == 404)
                #expect(
                    try await till.get(path).headers["Content-Security-Policy"]?.contains("checkout.stripe.com") == true
                )
            }
        }

        @Test func without_cards_there_is_nothing_to_press() async throws {
            try await Till.run(.noCards) { till in
                let invoice = try await till.sent()
                let path = try path(invoice)
                let page = try await till.get(path)
                #expect(page.status == 200 && !page.page.contains("<form"))
                #expect(try await till.post(path).headers["Location"] == path)
                #expect(try await till.post("/webhooks/stripe").status == 404)
            }
        }

        @Test func paper_and_screen_say_the_same_to_the_cent() async throws {
            try await Till.run { till in
                let customer = try await till.customer()
                let id = try await till.store.perform(
                    DraftInvoice.self,
                    [
                        "customer_id": .text(customer), "notes": "Thank you for calling Harbor Plumbing.",
                        "lines": [
                            ["description": "Leak repair, 2 Mar 2026, Sam Rivera", "unit_minor": 14_900],
                            ["description": "Copper pipe ½″, per foot", "unit_minor": 1_234, "quantity": "7.5"],
                            ["description": "Permit", "unit_minor": 100_005, "tax_rate": "0"],
                        ],
                    ], till.context())
                try await till.issue(id)
                try await till.work()
                let invoice = try await till.book.detail(id, till.context())
                let page = try await till.get(try path(invoice)).page
                let answer = try await till.get("\(try path(invoice))/invoice.pdf")
                guard case .file(let file) = answer.body else { throw Problem.notFound("file") }
                let paper = try output(of: "/usr/bin/pdftotext", ["-layout", file.path, "-"])
                let amounts =
                    invoice.lines.flatMap { [$0.unit, $0.amount] } + [invoice.net, invoice.tax, invoice.total]
                for amount in amounts {
                    #expect(paper.contains(amount.description), "paper: \(amount)")
                    #expect(page.contains(amount.description), "screen: \(amount)")
                }
                #expect(paper.contains("2026-0001") && paper.contains("Ada Lovelace") && paper.contains("Due"))
                let hash = SHA256.hex(try Data(contentsOf: URL(fileURLWithPath: file.path)))
                #expect(try till.test.column("select encode(pdf_sha256, 'hex') from invoices") == [hash])
            }
        }
    }
}

/// What a program writes. Throws if it fails.
func output(of program: String, _ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let data = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Problem(status: 500, code: "program", "\(program) failed") }
    return String(decoding: data, as: UTF8.self)
}
