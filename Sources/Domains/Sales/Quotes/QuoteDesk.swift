internal import Contracts
internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// Reads and edits quotes for pages.
struct QuoteDesk: QuoteBook {
    let store: RecordStore
    let invoices: any InvoiceDesk
    let links: QuoteLinks

    func detail(_ quote: ID<Quote>, _ context: Context) async throws -> QuoteDetail {
        try await store.work(context, "quotes.read") { work in
            let reading = try await QuoteReading.load(quote, in: work)
            return try reading.detail(try await invoices.terms(in: work), today: context.today) {
                links.url(context.organisation, $0)
            }
        }
    }

    func sums(_ terms: QuoteTerms) throws -> QuoteSums { try QuoteArithmetic.sums(terms) }

    func save(_ terms: QuoteTerms, of quote: ID<Quote>, _ context: Context) async throws {
        try context.require(QuoteResource.writers)
        try Self.check(terms)
        let sums = try QuoteArithmetic.sums(terms)
        try await store.work(context, "quotes.edit-lines") { work in
            let rows = try await work.query(
                """
                select status, customer_id, title from quotes
                where org_id = app_org() and id = \(quote) and deleted_at is null for update
                """)
            let row = try rows.one("quote")
            guard try QuoteStatus(row) == .draft else { throw Self.sent }
            work.queue("delete from quote_lines where org_id = app_org() and quote_id = \(quote)")
            for (index, line) in terms.lines.enumerated() {
                let amount = sums.amounts[line.id]?.minor ?? 0
                work.queue(Self.insertion(line, of: quote, position: index + 1, amount: amount))
            }
            let (percent, minor) = terms.discount.parts
            work.queue(
                """
                update quotes set discount_percent = \(Decimals.text(percent, places: 3))::numeric,
                  discount_minor = \(minor), prices_include_tax = \(terms.pricesIncludeTax),
                  net_minor = \(sums.net.minor), tax_minor = \(sums.tax.minor), total_minor = \(sums.total.minor)
                where org_id = app_org() and id = \(quote)
                """)
            try work.emit(
                "quote.updated", "quotes", quote.value, customer: try row.get("customer_id"),
                ["title": .string(try row.get("title")), "total_minor": .int(sums.total.minor)])
        }
    }

    static let sent = Problem.conflict(
        "quote_sent", "This quote was sent, and what was sent does not change. Make a new version to edit it.")

    private static func check(_ terms: QuoteTerms) throws {
        guard terms.lines.count <= 200 else {
            throw Problem.invalid("lines", "too_many", "A quote has at most 200 lines.")
        }
        for (index, line) in terms.lines.enumerated() {
            let fits =
                (1...1000).contains(line.description.count) && (1..<1_000_000_000_000).contains(line.quantity)
                && line.unitMinor.magnitude <= 1_000_000_000_000 && (0...1_000_000).contains(line.taxRate)
            guard fits else {
                throw Problem.invalid(
                    "lines[\(index)]", "invalid",
                    "Line \(index + 1) needs a description, a quantity above zero, a price and a tax rate.")
            }
        }
    }

    static func insertion(_ line: QuoteLine, of quote: ID<Quote>, position: Int, amount: Int64) -> SQL {
        let (percent, minor) = line.discount.parts
        return """
            insert into quote_lines (org_id, id, quote_id, position, description, quantity, unit_minor, discount_percent,
              discount_minor, tax_rate, is_optional, is_chosen, amount_minor)
            values (app_org(), \(line.id), \(quote), \(position), \(line.description),
              \(Decimals.text(line.quantity, places: 4))::numeric, \(line.unitMinor),
              \(Decimals.text(percent, places: 3))::numeric, \(minor), \(Decimals.text(line.taxRate, places: 3))::numeric,
              \(line.isOptional), \(line.isChosen), \(amount))
            """
    }
}
