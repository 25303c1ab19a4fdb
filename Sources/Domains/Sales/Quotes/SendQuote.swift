internal import Contracts
internal import Core
internal import Crypto
internal import Jobs
internal import Postgres
internal import Records

/// Freezes the draft as a version, numbers it, and has it sent after the commit.
struct SendQuote: Action {
    static let name = "quotes.send"
    static let title = "Send"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = .field("status", among: ["draft", "sent", "viewed"])
    static let confirmation: String? =
        "The customer gets a link to the quote. What was sent does not change; a new version can follow."
    static let fields: [Field] = [
        .reference("quote_id", to: "quotes", required: true),
        .choice(
            "by", [Choice("email", "E-mail"), Choice("text", "Text message"), Choice("link", "I pass the link on")],
            label: "By", default: "email"),
        .longText("words", label: "A word to the customer", max: 2000),
    ]

    let quote: ID<Quote>
    let way: String
    let words: String
    /// Handed over by the module.
    var invoices: (any InvoiceDesk)?
    var links: QuoteLinks?

    init(_ input: Input) throws {
        quote = try input.id("quote_id")
        way = input.optionalText("by") ?? "email"
        words = input.optionalText("words") ?? ""
    }

    func perform(in work: Work) async throws -> JSON {
        guard let invoices, let links else { throw Problem.internalError }
        let reading = try await QuoteReading.load(quote, locked: true, in: work)
        let version: Identifier
        if try reading.status == .draft {
            version = try await freeze(reading, invoices, links, in: work)
        } else if let last = reading.versions.first, try reading.status.isOpen {
            // Once more, as it was.
            version = last.id
        } else {
            throw Problem.conflict("quote_closed", "This quote has been answered. Make a new version to send it again.")
        }
        try checkWay(reading)
        if way != "link" {
            try work.enqueue(
                NewJob(
                    DeliverQuote.jobKind,
                    payload: [
                        "quote": .text(quote), "version": .text(version), "by": .string(way), "words": .string(words),
                    ]))
        } else {
            try work.enqueue(
                NewJob(DeliverQuote.jobKind, payload: ["quote": .text(quote), "version": .text(version)]))
        }
        return ["id": .text(quote), "link": .string(links.url(work.context.organisation, version))]
    }

    private func checkWay(_ reading: QuoteReading) throws {
        let to: JSON = try reading.head.get("addressed_to")
        if way == "email", to["email"]?.string == nil {
            throw Problem.invalid(
                "by", "no_address", "The customer has no e-mail address. Add one, or send the quote another way.")
        }
        if way == "text", to["phone"]?.string == nil {
            throw Problem.invalid(
                "by", "no_number", "The customer has no phone number. Add one, or send the quote another way.")
        }
    }

    private func freeze(
        _ reading: QuoteReading, _ invoices: any InvoiceDesk, _ links: QuoteLinks, in work: Work
    ) async throws -> Identifier {
        var snapshot = try reading.draft(try await invoices.terms(in: work))
        guard !snapshot.terms.lines.isEmpty else {
            throw Problem.invalid("lines", "required", "A quote without lines cannot be sent. Add a line first.")
        }
        let sums = try QuoteArithmetic.sums(snapshot.terms)
        guard sums.total.minor >= 0 else {
            throw Problem.invalid("lines", "negative", "A quote's total is not below zero. Check its lines.")
        }
        if let until = snapshot.validUntil, until < work.context.today {
            throw Problem.invalid("valid_until", "past", "The quote's last day is over. Choose a later one first.")
        }
        let id = work.context.ids.next(at: work.now)
        let hash = Bytea(links.token(work.context.organisation, id).digest)
        if snapshot.number.isEmpty { snapshot.number = try await Self.nextNumber(in: work) }
        work.queue(
            """
            insert into quote_versions (org_id, id, quote_id, revision, content, token_hash, sent_at)
            values (app_org(), \(id), \(quote), \(snapshot.revision), \(snapshot.json), \(hash), \(work.now))
            """)
        work.queue(
            """
            update quotes set status = 'sent', number = \(snapshot.number), sent_at = \(work.now), viewed_at = null,
              net_minor = \(sums.net.minor), tax_minor = \(sums.tax.minor), total_minor = \(sums.total.minor)
            where org_id = app_org() and id = \(quote)
            """)
        try work.emit(
            EventKinds.quoteSent, "quotes", quote.value, customer: try reading.customer,
            [
                "number": .string(snapshot.number), "title": .string(snapshot.title),
                "total_minor": .int(sums.total.minor), "currency": .text(sums.total.currency),
                "revision": .int(Int64(snapshot.revision)),
            ])
        return id
    }

    /// The counter stays locked until the commit: what is undone gives its number back.
    static func nextNumber(in work: Work) async throws -> String {
        let rows = try await work.query(
            """
            insert into quote_counters as c (org_id, value) values (app_org(), 1001)
            on conflict (org_id) do update set value = c.value + 1 returning value
            """)
        return "Q-\(try rows.one("counter").get("value", as: Int64.self))"
    }
}
