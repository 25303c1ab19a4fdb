internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Makes a quote that was sent a draft again; what was sent stands as it was, and its link says that another follows.
struct NewQuoteVersion: Action {
    static let name = "quotes.new-version"
    static let title = "New version"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = .field("status", among: ["sent", "viewed", "declined", "expired"])
    static let confirmation: String? =
        "The quote becomes a draft again. The customer can no longer accept the version they have."
    static let fields: [Field] = [
        .reference("quote_id", to: "quotes", required: true),
        .date("valid_until", label: "Valid until"),
    ]

    let quote: ID<Quote>
    let validUntil: LocalDate?

    init(_ input: Input) throws {
        quote = try input.id("quote_id")
        validUntil = input.optionalDate("valid_until")
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            select status, revision, customer_id, title, number from quotes
            where org_id = app_org() and id = \(quote) and deleted_at is null for update
            """)
        let row = try rows.one("quote")
        let revision: Int64 = try row.get("revision")
        switch try QuoteStatus(row) {
        case .draft: return ["id": .text(quote), "revision": .int(revision), "changed": false]
        case .accepted, .converted:
            throw Problem.conflict(
                "quote_accepted", "An accepted quote stands. Make another quote for what is to be added.")
        case .sent, .viewed, .declined, .expired: break
        }
        work.queue(
            """
            update quotes set status = 'draft', revision = revision + 1, declined_at = null, decline_reason = null,
              viewed_at = null,
              valid_until = coalesce(\(validUntil)::date, greatest(valid_until, \(work.context.today.adding(days: 30))::date))
            where org_id = app_org() and id = \(quote)
            """)
        try work.emit(
            "quote.revised", "quotes", quote.value, customer: try row.get("customer_id"),
            [
                "number": .text(try row.optional("number", as: String.self)), "title": .string(try row.get("title")),
                "revision": .int(revision + 1),
            ])
        return ["id": .text(quote), "revision": .int(revision + 1), "changed": true]
    }
}
