import Contracts
import Core
import Customers
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct QuoteVersionTests {
        @Test func numbers_are_given_when_sent_and_have_no_gaps() async throws {
            try await QuoteOffice.run { office in
                let first = try await office.draft()
                let second = try await office.draft([
                    QuoteLine(id: Identifier(high: 2, low: 1), description: "Visit", unitMinor: 9_900, taxRate: 0)
                ])
                #expect(try await office.book.detail(second, office.context()).number == nil)
                try await office.send(second)
                // One that is refused gives its number back.
                #expect(try await problem { try await office.perform("send", first, ["by": "text"]) } == "invalid")
                try await office.send(first)
                #expect(try office.column("select number from quotes order by number") == ["Q-1001", "Q-1002"])
            }
        }

        @Test func what_was_sent_does_not_change() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                try await office.send(quote)
                let detail = try await office.book.detail(quote, office.context())
                #expect(
                    try await problem { try await office.book.save(detail.terms, of: quote, office.context()) }
                        == "quote_sent")
                for statement in [
                    "update quotes set title = 'Other'",
                    "update quotes set total_minor = 0, net_minor = 0, tax_minor = 0",
                    "update quote_lines set unit_minor = 1", "delete from quote_lines",
                    "update quotes set deleted_at = now()", "delete from quotes",
                ] {
                    #expect(throws: PostgresError.self, "\(statement)") { try office.test.run(statement) }
                }
                await #expect(throws: PostgresError.self) {
                    try await office.test.database.query(
                        office.context(), "update quote_versions set content = '{}' where org_id = app_org()")
                }
            }
        }

        @Test func an_edit_makes_a_version_and_the_old_link_says_so() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                let old = try await office.send(quote)
                _ = try await office.perform("new-version", quote)
                #expect(try await office.get(old).page.contains("newer version"))
                #expect(try await office.post(old + "/accept", [("name", "Ada Lovelace")]).status == 409)
                var terms = try await office.book.detail(quote, office.context()).terms
                terms.lines[0].unitMinor = 40_000
                try await office.book.save(terms, of: quote, office.context())
                let new = try await office.send(quote)
                #expect(new != old)
                let page = try await office.get(old).page
                #expect(page.contains("Open the new version") && page.contains(new))
                #expect(try await office.get(new).page.contains("version 2"))
                #expect(
                    try office.column(
                        "select revision || ' ' || (content -> 'lines' -> 0 ->> 'unit_minor') from quote_versions order by 1"
                    )
                        == ["1 33333", "2 40000"])
            }
        }

        @Test func an_accepted_quote_stands() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                try await office.send(quote)
                _ = try await office.perform("accept", quote, ["name": "Ada Lovelace"])
                #expect(try await problem { try await office.perform("new-version", quote) } == "quote_accepted")
                #expect(
                    try await problem { try await office.perform("decline", quote, ["reason": "No"]) }
                        == "quote_closed")
                for statement in [
                    "update quotes set status = 'sent', accepted_at = null",
                    "update quotes set accepted_at = now() + interval '1 day'",
                    "update quotes set status = 'draft', revision = 2, accepted_at = null",
                ] {
                    #expect(throws: PostgresError.self, "\(statement)") { try office.test.run(statement) }
                }
                await #expect(throws: PostgresError.self) {
                    try await office.test.database.query(
                        office.context(), "update quote_acceptances set signed_name = 'Bob' where org_id = app_org()")
                }
            }
        }

        @Test func an_accepted_quote_follows_its_customer_only_when_customers_are_merged() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                try await office.send(quote)
                _ = try await office.perform("accept", quote, ["name": "Ada Lovelace"])
                let other = try await office.store.work(office.context(.system), "test") {
                    try await CustomersModule.directory().create(
                        name: "Ada L.", phone: nil, email: nil, source: "call", in: $0)
                }
                #expect(throws: PostgresError.self) {
                    try office.test.run("update quotes set customer_id = '\(other)'")
                }
                try office.test.run(
                    "begin; set local app.merging = 'on'; update quotes set customer_id = '\(other)'; commit")
                #expect(
                    try await office.book.detail(quote, office.context()).addressedTo.name == "Ada Lovelace")
            }
        }

        @Test func a_quote_without_lines_is_not_sent() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft([], discount: .none)
                #expect(try await problem { try await office.perform("send", quote) } == "invalid")
            }
        }

        @Test func it_expires_after_its_last_day() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                let path = try await office.send(quote)
                office.clock.advance(.days(365 * 20))
                #expect(try await office.get(path).page.contains("Expired"))
                #expect(try await office.post(path + "/accept", [("name", "Ada Lovelace")]).status == 409)
                let expired = try await office.store.work(office.context(.system), "test") {
                    try await QuoteExpiry.expire($0)
                }
                #expect(expired == 1)
                #expect(try office.column("select status from quotes") == ["expired"])
            }
        }
    }
}
