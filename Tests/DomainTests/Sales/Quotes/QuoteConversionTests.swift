import Contracts
import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct QuoteConversionTests {
        private func accepted(_ office: QuoteOffice) async throws -> ID<Quote> {
            let quote = try await office.draft()
            let path = try await office.send(quote)
            _ = try await office.post(
                path + "/accept", [("name", "Ada Lovelace"), ("option", "\(QuoteOffice.lines[1].id)")])
            return quote
        }

        @Test func it_becomes_one_invoice_of_the_same_total() async throws {
            try await QuoteOffice.run { office in
                let quote = try await accepted(office)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 {
                        group.addTask { _ = try await office.perform("convert-to-invoice", quote) }
                    }
                    try await group.waitForAll()
                }
                #expect(
                    try office.column(
                        "select (i.total_minor, i.tax_minor, i.net_minor) = (q.total_minor, q.tax_minor, q.net_minor) from invoices i join quotes q on q.invoice_id = i.id"
                    ) == ["t"])
                #expect(try office.column("select 1 from invoices").count == 1)
                #expect(try office.column("select status from quotes") == ["converted"])
            }
        }

        @Test func only_what_was_accepted_is_converted() async throws {
            try await QuoteOffice.run { office in
                let quote = try await office.draft()
                try await office.send(quote)
                #expect(try await problem { try await office.perform("convert-to-invoice", quote) } == "not_accepted")
            }
        }

        @Test func it_wins_the_deal_it_belongs_to() async throws {
            try await QuoteOffice.run { office in
                let deals = try office.store.catalogue.resource("deals", for: .owner)
                let deal = try await office.store.create(
                    deals, ["title": "Re-piping", "value_minor": 100_000], office.context())
                let id = try #require(deal["id"]?.string)
                let quote = try await office.draft()
                _ = try await office.store.update(
                    QuoteResource.resource, quote.value, ["deal_id": .string(id)], office.context())
                let path = try await office.send(quote)
                _ = try await office.post(path + "/accept", [("name", "Ada Lovelace")])
                try await office.work()
                let status = try office.column("select status from deals")
                // A stage may ask for more than there is; then it stays for a person.
                #expect(["won", "open"].contains(status[0]))
                #expect(try office.column("select 1 from jobs where state = 'needs_attention'").isEmpty)
            }
        }
    }
}
