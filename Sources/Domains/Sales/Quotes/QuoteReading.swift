internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// What is read of one quote, within a transaction.
struct QuoteReading: Sendable {
    let head: Row
    /// Of the copy being worked on.
    let lines: [QuoteLine]
    /// Those that were sent, newest first.
    let versions: [Version]
    let acceptance: QuoteAcceptance?

    struct Version: Sendable {
        let id: Identifier
        let snapshot: QuoteSnapshot
        let sentAt: Instant
        let pdf: Identifier?

        init(_ row: Row) throws {
            id = try row.get("id")
            snapshot = try QuoteSnapshot(try row.get("content"))
            sentAt = try row.get("sent_at")
            pdf = try row.optional("pdf_file_id")
        }
    }

    /// Whom a quote is for, of a customer called `c`.
    static let addressedTo: SQL = """
        jsonb_strip_nulls(jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone, 'address',
          (select one_line from sites where org_id = c.org_id and customer_id = c.id and deleted_at is null
            order by created_at desc, id desc limit 1)))
        """

    /// Throws 404 for one that is not there or that the asker may not see.
    /// - Parameter locked: nobody else changes it until the transaction ends.
    static func load(_ id: ID<Quote>, locked: Bool = false, in work: Work) async throws -> QuoteReading {
        let lock: SQL = locked ? "for update of q" : ""
        let heads = try await work.query(
            """
            select q.id, q.number, q.title, q.status, q.revision, q.customer_id, q.deal_id, q.owner_id, q.currency,
              q.prices_include_tax, (q.discount_percent * 1000)::bigint as discount_percent, q.discount_minor,
              q.valid_until, q.terms, q.notes, q.sent_at, q.viewed_at, q.declined_at, q.decline_reason, q.invoice_id,
              q.appointment_id, q.correlation_id, q.total_minor, c.name as customer_name,
              \(addressedTo) as addressed_to
            from quotes q join customers c on c.org_id = q.org_id and c.id = q.customer_id
            where q.org_id = app_org() and q.id = \(id) and q.deleted_at is null \(lock)
            """)
        let head = try heads.one("quote")
        let lines = try await work.query(
            """
            select id, description, (quantity * 10000)::bigint as quantity, unit_minor,
              (discount_percent * 1000)::bigint as discount_percent, discount_minor, (tax_rate * 1000)::bigint as tax_rate,
              is_optional, is_chosen
            from quote_lines where org_id = app_org() and quote_id = \(id) order by position
            """)
        let versions = try await work.query(
            """
            select id, content, sent_at, pdf_file_id from quote_versions where org_id = app_org() and quote_id = \(id)
            order by revision desc limit 50
            """)
        let acceptances = try await work.query(
            """
            select a.chosen, a.signed_name, a.signature, a.accepted_at, a.address, a.user_agent, m.name as recorded_by
            from quote_acceptances a left join members m on m.org_id = a.org_id and m.id = a.recorded_by
            where a.org_id = app_org() and a.quote_id = \(id)
            """)
        return QuoteReading(
            head: head, lines: try lines.map(QuoteLine.init(row:)), versions: try versions.map(Version.init),
            acceptance: try acceptances.first.map(QuoteAcceptance.init(row:)))
    }

    var status: QuoteStatus { get throws { try QuoteStatus(head) } }
    var owner: ID<User>? { get throws { try head.optional("owner_id") } }
    var customer: ID<Customer> { get throws { try head.get("customer_id") } }

    /// The copy being worked on.
    func draft(_ billing: BillingTerms) throws -> QuoteSnapshot {
        QuoteSnapshot(
            number: try head.optional("number") ?? "", revision: try head.get("revision"), title: try head.get("title"),
            seller: billing.seller, addressedTo: try head.get("addressed_to"),
            terms: QuoteTerms(
                currency: try head.get("currency"), pricesIncludeTax: try head.get("prices_include_tax"),
                discount: QuoteDiscount(
                    percent: try head.get("discount_percent"), minor: try head.get("discount_minor")),
                lines: lines, taxName: billing.taxName),
            validUntil: try head.optional("valid_until"), conditions: try head.optional("terms") ?? "",
            notes: try head.optional("notes") ?? "")
    }

    /// The draft where there is one, else what was sent last.
    func current(_ billing: BillingTerms) throws -> QuoteSnapshot {
        guard try status != .draft, let sent = versions.first else { return try draft(billing) }
        return sent.snapshot
    }

    func detail(_ billing: BillingTerms, today: LocalDate, link: (Identifier) -> String) throws -> QuoteDetail {
        var detail = try Self.detail(
            of: try current(billing), id: try head.get("id"), customer: try customer,
            customerName: try head.get("customer_name"), chosen: acceptance?.chosen)
        detail.number = try head.optional("number")
        detail.status = try status.asOf(today, until: detail.validUntil)
        detail.sentAt = try head.optional("sent_at")
        detail.viewedAt = try head.optional("viewed_at")
        detail.declinedAt = try head.optional("declined_at")
        detail.declineReason = try head.optional("decline_reason")
        detail.standardTaxRate = billing.taxRate
        detail.acceptance = acceptance
        detail.invoice = try head.optional("invoice_id")
        detail.appointment = try head.optional("appointment_id")
        detail.link = versions.first.map { link($0.id) }
        detail.pdf = versions.first?.pdf
        detail.versions = try versions.map { version in
            QuoteDetail.Version(
                revision: version.snapshot.revision, sentAt: version.sentAt,
                total: try QuoteArithmetic.sums(version.snapshot.terms).total)
        }
        return detail
    }

    static func detail(
        of snapshot: QuoteSnapshot, id: ID<Quote>, customer: ID<Customer>, customerName: String,
        chosen: Set<Identifier>?
    ) throws -> QuoteDetail {
        QuoteDetail(
            id: id, number: snapshot.number.isEmpty ? nil : snapshot.number, status: .draft,
            revision: snapshot.revision, title: snapshot.title, customer: customer, customerName: customerName,
            seller: InvoiceParty(quoted: snapshot.seller), footer: snapshot.seller["footer"]?.string ?? "",
            addressedTo: InvoiceParty(quoted: snapshot.addressedTo), terms: snapshot.terms,
            sums: try QuoteArithmetic.sums(snapshot.terms, chosen: chosen), validUntil: snapshot.validUntil,
            conditions: snapshot.conditions, notes: snapshot.notes)
    }
}

extension QuoteStatus {
    /// Of a row with a column `status`.
    init(_ row: Row) throws {
        let text: String = try row.get("status")
        guard let status = QuoteStatus(rawValue: text) else {
            throw Problem(
                status: 500, code: "unknown_status",
                "A quote has the status “\(text)”, which this program does not know.")
        }
        self = status
    }

    /// An open quote has expired from the day after its last, whether or not anyone has written that down.
    func asOf(_ today: LocalDate, until: LocalDate?) -> QuoteStatus {
        guard isOpen, let until, until < today else { return self }
        return .expired
    }
}

extension InvoiceParty {
    init(quoted json: JSON) {
        self.init(
            name: json["name"]?.string ?? "", address: json["address"]?.string, email: json["email"]?.string,
            phone: json["phone"]?.string, taxNumber: json["tax_number"]?.string)
    }
}

extension QuoteLine {
    init(row: Row) throws {
        self.init(
            id: try row.get("id"), description: try row.get("description"), quantity: try row.get("quantity"),
            unitMinor: try row.get("unit_minor"),
            discount: QuoteDiscount(percent: try row.get("discount_percent"), minor: try row.get("discount_minor")),
            taxRate: try row.get("tax_rate"), isOptional: try row.get("is_optional"),
            isChosen: try row.get("is_chosen"))
    }
}

extension QuoteAcceptance {
    init(row: Row) throws {
        let chosen: [Identifier] = try row.get("chosen")
        self.init(
            chosen: Set(chosen), signedName: try row.get("signed_name"), signature: try row.optional("signature"),
            acceptedAt: try row.get("accepted_at"), address: try row.optional("address"),
            userAgent: try row.optional("user_agent"), recordedBy: try row.optional("recorded_by"))
    }
}
