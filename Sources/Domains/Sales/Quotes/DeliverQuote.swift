internal import Contracts
internal import Core
internal import Documents
internal import Files
internal import Interface
internal import Jobs
internal import Postgres
internal import Records

/// After a version is sent: makes its document, keeps it, and writes to the customer with the link.
struct DeliverQuote: Sendable {
    static let jobKind = "quotes.deliver"

    let store: RecordStore
    let files: FileStore
    let messages: any MessageSender
    let links: QuoteLinks
    /// Sets the document off the event loops.
    let render: @Sendable (PDFDocument) async throws -> [UInt8]

    var kind: JobKind {
        JobKind(Self.jobKind, maxAttempts: 10, timeLimit: .seconds(120)) { run in
            guard let quote = run.payload["quote"]?.string.flatMap({ ID<Quote>($0) }),
                let version = run.payload["version"]?.string.flatMap({ Identifier($0) })
            else { throw JobFailure.permanent("no quote in the payload") }
            let file = try await document(quote, version, run.context)
            guard let way = run.payload["by"]?.string else { return }
            let words = run.payload["words"]?.string ?? ""
            try await store.work(run.context, "quotes.deliver") { work in
                // The attempt that writes the message is the one that holds the job: nobody is written to twice.
                try await run.hold(in: work.transaction)
                try await send(quote, version, file, by: way, words, in: work)
            }
        }
    }

    /// The version's document, made the first time.
    func document(_ quote: ID<Quote>, _ version: Identifier, _ context: Context) async throws -> Identifier {
        let found = try await store.database.query(
            context,
            """
            select v.content, v.pdf_file_id, v.sent_at, q.customer_id, c.name as customer_name
            from quote_versions v join quotes q on q.org_id = v.org_id and q.id = v.quote_id
              join customers c on c.org_id = q.org_id and c.id = q.customer_id
            where v.org_id = app_org() and v.id = \(version)
            """)
        let row = try found.one("version")
        if let kept: Identifier = try row.optional("pdf_file_id") { return kept }
        var detail = try QuoteReading.detail(
            of: try QuoteSnapshot(try row.get("content")), id: quote, customer: try row.get("customer_id"),
            customerName: try row.get("customer_name"), chosen: nil)
        detail.sentAt = try row.get("sent_at")
        detail.link = links.url(context.organisation, version)
        let bytes = try await render(
            QuoteDocument(quote: detail, country: context.country, language: context.locale).pdf)
        let name = "\(detail.name).pdf"
        return try await store.work(context, "quotes.document") { work in
            let rows = try await work.query(
                "select pdf_file_id from quote_versions where org_id = app_org() and id = \(version) for update")
            if let kept: Identifier = try rows.one("version").optional("pdf_file_id") { return kept }
            let file = try await files.save(bytes, name: name, contentType: "application/pdf", in: work.transaction)
            work.queue(
                """
                update quote_versions set pdf_file_id = \(file.value) where org_id = app_org() and id = \(version)
                """)
            return file.value
        }
    }

    private func send(
        _ quote: ID<Quote>, _ version: Identifier, _ file: Identifier, by way: String, _ words: String, in work: Work
    ) async throws {
        let row = try await work.query(
            """
            select v.content, q.customer_id, c.email, c.phone from quote_versions v
              join quotes q on q.org_id = v.org_id and q.id = v.quote_id
              join customers c on c.org_id = q.org_id and c.id = q.customer_id
            where v.org_id = app_org() and v.id = \(version)
            """
        ).one("version")
        let snapshot = try QuoteSnapshot(try row.get("content"))
        let text = QuoteWords(
            snapshot: snapshot, total: try QuoteArithmetic.sums(snapshot.terms).total,
            link: links.url(work.context.organisation, version), words: words)
        let customer: ID<Customer> = try row.get("customer_id")
        let about = (kind: "quotes", id: quote.value)
        if way == "text", let phone: String = try row.optional("phone") {
            try await messages.sendText(to: phone, text.text, customer: customer, about: about, in: work)
        } else if let email: String = try row.optional("email") {
            let attachment = MessageAttachment(
                name: "Quote \(snapshot.number).pdf", contentType: "application/pdf", file: file)
            try await messages.sendEmail(
                to: email, subject: text.subject, text.email, attachments: [attachment], customer: customer,
                about: about, in: work)
        } else {
            throw JobFailure.permanent("the customer can no longer be reached this way")
        }
    }
}

/// What is written to a customer about a quote.
struct QuoteWords: Sendable {
    let snapshot: QuoteSnapshot
    let total: Money
    let link: String
    /// A word of the sender's own.
    let words: String

    private var sender: String { snapshot.seller["name"]?.string ?? "" }

    var subject: String { "Quote \(snapshot.number) from \(sender): \(snapshot.title)" }

    var email: String {
        let until = snapshot.validUntil.map { " It is valid until \(Moment.day($0, thisYear: nil))." } ?? ""
        let signature = [
            sender, snapshot.seller["phone"]?.string, snapshot.seller["email"]?.string,
        ].compactMap { $0 }.joined(separator: "\n")
        return """
            Hello \(snapshot.addressedTo["name"]?.string ?? ""),
            \(words.isEmpty ? "" : "\n\(words)\n")
            here is our quote \(snapshot.number) for \(snapshot.title): \(total).\(until)

            Look at it, choose options and accept it here: \(link)

            \(signature)
            """
    }

    var text: String {
        "\(sender): quote \(snapshot.number) for \(snapshot.title), \(total). \(words.isEmpty ? "" : words + " ")View and accept: \(link)"
    }
}
