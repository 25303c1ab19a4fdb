import Contracts
import Core
import Crypto
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct QuoteAnswerTests {
        @Test func shows_the_quote_and_notes_that_it_was_opened_once() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                let page = try await office.get(path)
                #expect(page.status == 200 && page.page.contains("Copper piping"))
                #expect(page.headers["Referrer-Policy"] == "no-referrer" && page.headers["Cache-Control"] == "no-store")
                _ = try await office.get(path)
                #expect(try office.column("select 1 from events where kind = 'quote.viewed'").count == 1)
                #expect(try office.column("select 1 from notifications where kind = 'quote.viewed'").count == 1)
            }
        }

        @Test func it_is_accepted_once_however_many_press() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<8 {
                        group.addTask {
                            try await office.post(path + "/accept", [("name", "Ada \(number)")]).status
                        }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(statuses.allSatisfy { $0 == 303 })
                #expect(try office.column("select 1 from quote_acceptances").count == 1)
                #expect(try office.column("select 1 from events where kind = 'quote.accepted'").count == 1)
                #expect(try office.column("select 1 from notifications where kind = 'quote.accepted'").count == 1)
            }
        }

        @Test func options_are_taken_or_left_and_settle_the_total() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                let softener = QuoteOffice.lines[1].id
                let without = try await office.post(path + "/total").page
                let with = try await office.post(path + "/total", [("option", "\(softener)")]).page
                #expect(without != with)
                _ = try await office.post(
                    path + "/accept",
                    [("name", "Ada Lovelace"), ("option", "\(softener)"), ("signature", "M1 2L30.5 40")])
                #expect(try office.column("select chosen::text from quote_acceptances") == ["{\(softener)}"])
                let total = try #require(
                    try office.column("select total_minor from quotes").first.flatMap { Int64($0) })
                #expect(with.contains("\(Money(minor: total, .usd))"))
                let page = try await office.get(path).page
                #expect(page.contains("Accepted by Ada Lovelace") && page.contains("M1 2L30.5 40"))
            }
        }

        @Test func it_is_not_signed_without_a_name_or_with_code() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                #expect(try await office.post(path + "/accept", [("name", " ")]).status == 422)
                #expect(
                    try await office.post(
                        path + "/accept", [("name", "Ada Lovelace"), ("signature", "\"><script>")]
                    ).status == 422)
                #expect(try office.column("select 1 from quote_acceptances").isEmpty)
            }
        }

        @Test func it_is_declined_with_a_reason() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                _ = try await office.post(path + "/decline", [("reason", "Too dear")])
                #expect(
                    try office.column("select status || ' ' || decline_reason from quotes") == ["declined Too dear"])
                #expect(try await office.post(path + "/accept", [("name", "Ada Lovelace")]).status == 409)
            }
        }

        @Test func a_token_nobody_gave_out_leads_nowhere() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                try await office.send(quote)
                let version = try #require(
                    try office.column("select id from quote_versions").first.flatMap { Identifier($0) })
                let forged = [
                    QuoteLinks(key: Array(repeating: 8, count: 32), publicURL: "").token(office.organisation, version)
                        .text,
                    office.links.token(office.organisation, quote.value).text,
                    office.links.token(ID(version), version).text, "x", String(repeating: "A", count: 43),
                ]
                for token in forged {
                    #expect(try await office.get("/quote/\(token)").status == 404)
                    #expect(try await office.get("/quote/\(token)/quote.pdf").status == 404)
                    #expect(try await office.post("/quote/\(token)/accept", [("name", "Ada Lovelace")]).status == 404)
                }
                let kept = try office.column("select quote_versions::text from quote_versions").joined()
                #expect(!kept.contains(office.links.token(office.organisation, version).text))
            }
        }

        @Test func who_asks_too_often_waits() async throws {
            try await QuoteOffice.run { office in
                var status = 0
                for _ in 0..<200 where status != 429 {
                    status = try await office.get("/quote/\(String(repeating: "A", count: 43))").status
                }
                #expect(status == 429)
            }
        }

        @Test func the_customer_gets_the_document_once() async throws {
            try await QuoteOffice.run { office in
                let path = try await office.send(try await office.draft())
                try await office.work()
                #expect(try office.column("select subject from messages") == ["Quote Q-1001 from Harbor: Re-piping"])
                #expect(try office.column("select body from messages").joined().contains(path))
                #expect(try await office.get(path + "/quote.pdf").headers["Content-Type"] == "application/pdf")
                #expect(try office.column("select 1 from files").count == 1)
            }
        }

        @Test func a_sales_person_sees_only_quotes_of_their_own() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                let sam = office.context(.sales, as: office.seller)
                #expect(try await problem { try await office.book.detail(quote, sam) } == "not_found")
            }
        }
    }
}
