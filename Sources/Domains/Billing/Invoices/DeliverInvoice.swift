internal import Contracts
internal import Core
internal import Crypto
internal import Documents
internal import Files
internal import Jobs
internal import Postgres
internal import Records

/// After an invoice is issued: makes its document, keeps it, and sends it to the customer with the way to pay.
struct DeliverInvoice: Sendable {
    static let jobKind = "invoices.deliver"

    let store: RecordStore
    let files: FileStore
    let messages: any MessageSender
    let links: PayLinks
    /// Sets the document off the event loops.
    let render: @Sendable (PDFDocument) async throws -> [UInt8]

    var kind: JobKind {
        JobKind(Self.jobKind, maxAttempts: 10, timeLimit: .seconds(120)) { run in
            guard let id = run.payload["invoice"]?.string.flatMap({ ID<Invoice>($0) }) else {
                throw JobFailure.permanent("no invoice in the payload")
            }
            try await deliver(id, run.context)
        }
    }

    func deliver(_ id: ID<Invoice>, _ given: Context) async throws {
        let reading = try InvoiceReading(try await store.database.batch(given, InvoiceReading.statements(id)))
        var context = given
        context.correlation = try reading.head.get("correlation_id")
        var invoice = try reading.detail(link: { links.url(given.organisation, $0) }, today: given.today)
        guard invoice.number != nil, invoice.pdf == nil || invoice.sentAt == nil else { return }
        invoice.payLink = links.url(given.organisation, id)
        let bytes = try await render(
            InvoiceDocument(invoice: invoice, country: context.country, language: context.locale).pdf)
        let finished = invoice
        try await store.work(context, "invoices.deliver") { try await settle(finished, bytes, in: $0) }
    }

    /// Keeps the document and sends it, both once: whoever comes second finds it done.
    private func settle(_ invoice: InvoiceDetail, _ bytes: [UInt8], in work: Work) async throws {
        let rows = try await work.query(
            "select pdf_file_id, sent_at from invoices where org_id = app_org() and id = \(invoice.id) for update")
        let row = try rows.one("invoice")
        var file: Identifier
        if let kept: Identifier = try row.optional("pdf_file_id") {
            file = kept
        } else {
            file = try await files.save(
                bytes, name: "\(invoice.title).pdf", contentType: "application/pdf", in: work.transaction
            ).value
            work.queue(
                """
                update invoices set pdf_file_id = \(file), pdf_sha256 = \(Bytea(SHA256.hash(bytes))),
                  pay_token_hash = \(Bytea(links.token(work.context.organisation, invoice.id).digest))
                where org_id = app_org() and id = \(invoice.id)
                """)
        }
        guard try row.optional("sent_at", as: Instant.self) == nil else { return }
        let current = try await work.query(
            "select email, phone from customers where org_id = app_org() and id = \(invoice.customer)"
        ).one("customer")
        guard
            try await send(invoice, file, email: current.optional("email"), phone: current.optional("phone"), in: work)
        else {
            return
        }
        work.queue(
            """
            update invoices set sent_at = \(work.now), status = case when status = 'issued' then 'sent' else status end
            where org_id = app_org() and id = \(invoice.id)
            """)
    }

    /// To where the customer is reached now: by e-mail where there is an address, else by text message. Whether there
    /// was a way.
    private func send(
        _ invoice: InvoiceDetail, _ file: Identifier, email: String?, phone: String?, in work: Work
    ) async throws -> Bool {
        let words = InvoiceWords(invoice: invoice)
        let about = (kind: "invoices", id: invoice.id.value)
        if let email {
            let attachment = MessageAttachment(name: "\(invoice.title).pdf", contentType: "application/pdf", file: file)
            try await messages.sendEmail(
                to: email, subject: words.subject, words.email, attachments: [attachment], customer: invoice.customer,
                about: about, in: work)
            return true
        }
        if let phone {
            try await messages.sendText(to: phone, words.text, customer: invoice.customer, about: about, in: work)
            return true
        }
        return false
    }
}
