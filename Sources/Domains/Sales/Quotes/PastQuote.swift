public import Contracts
public import Core
internal import Crypto
internal import LedgerEngine
internal import Postgres
public import Records

/// A quote that came about elsewhere or long ago, for imports and the demo: written down as it stood then.
public struct PastQuote: Sendable {
    public enum Answer: Sendable {
        case none
        case accepted(by: String, at: Instant)
        case declined(reason: String, at: Instant)
        /// Its last day went by.
        case expired
    }

    public let id: ID<Quote>
    public let customer: ID<Customer>
    public var deal: ID<Deal>?
    public var owner: ID<User>
    public let title: String
    public var lines: [QuoteLine]
    public var discount = QuoteDiscount.none
    public let createdAt: Instant
    public var sentAt: Instant?
    public var viewedAt: Instant?
    public var validUntil: LocalDate
    public var answer = Answer.none
    /// The bill that was made of it.
    public var invoice: ID<Invoice>?
    public var terms = ""

    public init(
        id: ID<Quote>, customer: ID<Customer>, owner: ID<User>, title: String, lines: [QuoteLine], createdAt: Instant,
        validUntil: LocalDate
    ) {
        self.id = id
        self.customer = customer
        self.owner = owner
        self.title = title
        self.lines = lines
        self.createdAt = createdAt
        self.validUntil = validUntil
    }

    /// Writes it down, number, version and answer included; nobody is told. Gives its number, nil for a draft.
    /// Throws `Problem` 422 for lines that make no sum.
    public func record(_ billing: BillingTerms, links: QuoteLinks, in work: Work) async throws -> String? {
        let quoteTerms = QuoteTerms(
            currency: work.context.currency, pricesIncludeTax: billing.pricesIncludeTax, discount: discount,
            lines: lines, taxName: billing.taxName)
        let sums = try QuoteArithmetic.sums(quoteTerms)
        write(quoteTerms, sums, in: work)
        guard let sentAt else { return nil }
        let number = try await SendQuote.nextNumber(in: work)
        let version = work.context.ids.next(at: sentAt)
        let rows = try await work.query(
            "select \(QuoteReading.addressedTo) as a from customers c where c.org_id = app_org() and c.id = \(customer)"
        )
        let snapshot = QuoteSnapshot(
            number: number, revision: 1, title: title, seller: billing.seller,
            addressedTo: try rows.one("customer").get("a"), terms: quoteTerms, validUntil: validUntil,
            conditions: terms, notes: "")
        let hash = Bytea(links.token(work.context.organisation, version).digest)
        work.queue(
            """
            insert into quote_versions (org_id, id, quote_id, revision, content, token_hash, sent_at)
            values (app_org(), \(version), \(id), 1, \(snapshot.json), \(hash), \(sentAt))
            """)
        work.queue(
            """
            update quotes set status = 'sent', number = \(number), sent_at = \(sentAt)
            where org_id = app_org() and id = \(id)
            """)
        try await settle(version, sums, in: work)
        return number
    }

    private func write(_ terms: QuoteTerms, _ sums: QuoteSums, in work: Work) {
        let (percent, minor) = discount.parts
        work.queue(
            """
            insert into quotes (org_id, id, title, customer_id, deal_id, owner_id, currency, prices_include_tax,
              discount_percent, discount_minor, net_minor, tax_minor, total_minor, valid_until, terms, created_at)
            values (app_org(), \(id), \(title), \(customer), \(deal), \(owner), \(terms.currency),
              \(terms.pricesIncludeTax), \(Decimals.text(percent, places: 3))::numeric, \(minor), \(sums.net.minor),
              \(sums.tax.minor), \(sums.total.minor), \(validUntil), \(self.terms), \(createdAt))
            """)
        for (index, line) in lines.enumerated() {
            work.queue(
                QuoteDesk.insertion(line, of: id, position: index + 1, amount: sums.amounts[line.id]?.minor ?? 0))
        }
    }

    private func settle(_ version: Identifier, _ sums: QuoteSums, in work: Work) async throws {
        if let viewedAt {
            work.queue(
                """
                update quotes set status = 'viewed', viewed_at = \(viewedAt) where org_id = app_org() and id = \(id)
                """)
        }
        switch answer {
        case .none: break
        case .accepted(let name, let time):
            let chosen = lines.filter { $0.isOptional && $0.isChosen }.map(\.id)
            work.queue(
                """
                insert into quote_acceptances (org_id, id, quote_id, version_id, chosen, net_minor, tax_minor,
                  total_minor, signed_name, accepted_at)
                values (app_org(), \(work.context.ids.next(at: time)), \(id), \(version), \(chosen)::uuid[],
                  \(sums.net.minor), \(sums.tax.minor), \(sums.total.minor), \(name), \(time))
                """)
            work.queue(
                """
                update quotes set status = 'accepted', accepted_at = \(time) where org_id = app_org() and id = \(id)
                """)
            if let invoice {
                work.queue(
                    """
                    update quotes set status = 'converted', invoice_id = \(invoice)
                    where org_id = app_org() and id = \(id)
                    """)
            }
        case .declined(let reason, let time):
            work.queue(
                """
                update quotes set status = 'declined', declined_at = \(time), decline_reason = \(reason)
                where org_id = app_org() and id = \(id)
                """)
        case .expired:
            work.queue("update quotes set status = 'expired' where org_id = app_org() and id = \(id)")
        }
        try await work.query("select 1")
    }
}
