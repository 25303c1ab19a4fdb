internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Makes an accepted quote a bill, once: asked again it names the same one.
struct ConvertQuoteToInvoice: Action {
    static let name = "quotes.convert-to-invoice"
    static let title = "Make invoice"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = RecordCondition.field(
        "status", among: ["accepted", "converted"]
    ).and(.empty("invoice_id"))
    static let fields: [Field] = [.reference("quote_id", to: "quotes", required: true)]

    let quote: ID<Quote>
    /// Handed over by the module.
    var invoices: (any InvoiceDesk)?

    init(_ input: Input) throws { quote = try input.id("quote_id") }

    func perform(in work: Work) async throws -> JSON {
        guard let invoices else { throw Problem.internalError }
        let accepted = try await AcceptedQuote(quote, in: work)
        if let invoice: ID<Invoice> = try accepted.reading.head.optional("invoice_id") {
            return ["id": .text(quote), "invoice_id": .text(invoice), "changed": false]
        }
        let terms = accepted.snapshot.terms
        let invoice = try await invoices.draft(
            InvoiceDraft(
                customer: try accepted.reading.customer, currency: terms.currency,
                pricesIncludeTax: terms.pricesIncludeTax,
                lines: try QuoteArithmetic.bill(terms, chosen: accepted.acceptance.chosen),
                notes: "As agreed in quote \(accepted.snapshot.number)."), in: work)
        work.queue(
            """
            update quotes set status = 'converted', invoice_id = \(invoice) where org_id = app_org() and id = \(quote)
            """)
        try accepted.tell(["invoice_id": .text(invoice)], in: work)
        return ["id": .text(quote), "invoice_id": .text(invoice), "changed": true]
    }
}

/// Books the visit that an accepted quote is about, once.
struct ConvertQuoteToAppointment: Action {
    static let name = "quotes.convert-to-appointment"
    static let title = "Book visit"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = RecordCondition.field(
        "status", among: ["accepted", "converted"]
    ).and(.empty("appointment_id"))
    static let fields: [Field] = [
        .reference("quote_id", to: "quotes", required: true),
        .reference("job_type_id", to: "job_types", required: true),
        .timestamp("starts_at", label: "When", required: true),
    ]

    let quote: ID<Quote>
    let jobType: ID<JobType>
    let start: Instant
    /// Handed over by the module.
    var book: (any AppointmentBook)?

    init(_ input: Input) throws {
        quote = try input.id("quote_id")
        jobType = try input.id("job_type_id")
        start = try input.instant("starts_at")
    }

    func perform(in work: Work) async throws -> JSON {
        guard let book else { throw Problem.internalError }
        let accepted = try await AcceptedQuote(quote, in: work)
        if let visit: ID<Appointment> = try accepted.reading.head.optional("appointment_id") {
            return ["id": .text(quote), "appointment_id": .text(visit), "changed": false]
        }
        let free = try await book.slots(
            for: jobType, from: start, until: start + .seconds(1), limit: 1, excluding: nil, in: work)
        guard let slot = free.first(where: { $0.start == start }) else {
            throw Problem.invalid("starts_at", "slot_taken", "Nobody is free at that time. Choose another.")
        }
        let visit = try await book.book(
            customer: try accepted.reading.customer, site: nil, jobType: jobType, slot: slot,
            notes: "Quote \(accepted.snapshot.number): \(accepted.snapshot.title)", source: "quote", in: work)
        work.queue(
            """
            update quotes set status = 'converted', appointment_id = \(visit)
            where org_id = app_org() and id = \(quote)
            """)
        try accepted.tell(["appointment_id": .text(visit)], in: work)
        return ["id": .text(quote), "appointment_id": .text(visit), "changed": true]
    }
}

/// A quote that was accepted, locked until the transaction ends.
private struct AcceptedQuote {
    let reading: QuoteReading
    let snapshot: QuoteSnapshot
    let acceptance: QuoteAcceptance

    init(_ quote: ID<Quote>, in work: Work) async throws {
        reading = try await QuoteReading.load(quote, locked: true, in: work)
        guard let acceptance = reading.acceptance, let version = reading.versions.first else {
            throw Problem.conflict("not_accepted", "Only an accepted quote can be converted.")
        }
        self.acceptance = acceptance
        snapshot = version.snapshot
    }

    func tell(_ made: [String: JSON], in work: Work) throws {
        try work.emit(
            EventKinds.quoteConverted, "quotes", try reading.head.get("id"), customer: try reading.customer,
            .object(made.merging(["number": .string(snapshot.number), "title": .string(snapshot.title)]) { $1 }))
    }
}
