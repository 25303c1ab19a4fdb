internal import Contracts
internal import Core
internal import Notifications
internal import Postgres
internal import Records

/// What a customer answers to a version, on the public page or through somebody here.
struct QuoteAnswer: Sendable {
    let quote: ID<Quote>
    /// The version the customer has before them; nil for the latest.
    var version: Identifier?

    /// Says yes. Once: whoever comes second finds it done and gets false.
    /// Throws `Problem` 409 for a version that was superseded, has expired or was declined; 422 for what is not signed.
    func accept(_ signing: Signing, in work: Work) async throws -> Bool {
        let reading = try await QuoteReading.load(quote, locked: true, in: work)
        if reading.acceptance != nil { return false }
        guard let latest = reading.versions.first, try reading.status != .draft, version ?? latest.id == latest.id
        else {
            throw Problem.conflict(
                "superseded", "This version has been replaced. Ask for the new one before you accept.")
        }
        switch try reading.status.asOf(work.context.today, until: latest.snapshot.validUntil) {
        case .sent, .viewed: break
        case .expired: throw Problem.conflict("expired", "This quote has expired. Ask for a new one.")
        default: throw Problem.conflict("quote_closed", "This quote can no longer be accepted. Ask for a new version.")
        }
        let optional = Set(latest.snapshot.terms.lines.filter(\.isOptional).map(\.id))
        let chosen =
            signing.chosen.map { $0.intersection(optional) }
            ?? Set(latest.snapshot.terms.lines.filter { $0.isOptional && $0.isChosen }.map(\.id))
        let sums = try QuoteArithmetic.sums(latest.snapshot.terms, chosen: chosen)
        work.queue(
            """
            insert into quote_acceptances (org_id, id, quote_id, version_id, chosen, net_minor, tax_minor, total_minor,
              signed_name, signature, address, user_agent, accepted_at)
            values (app_org(), \(work.context.ids.next(at: work.now)), \(quote), \(latest.id),
              \(chosen.sorted())::uuid[], \(sums.net.minor), \(sums.tax.minor), \(sums.total.minor), \(signing.name),
              \(signing.signature), \(work.context.address), \(signing.userAgent), \(work.now))
            """)
        work.queue(
            """
            update quotes set status = 'accepted', accepted_at = \(work.now), net_minor = \(sums.net.minor),
              tax_minor = \(sums.tax.minor), total_minor = \(sums.total.minor)
            where org_id = app_org() and id = \(quote)
            """)
        try work.emit(
            EventKinds.quoteAccepted, "quotes", quote.value, customer: try reading.customer,
            [
                "number": .string(latest.snapshot.number), "title": .string(latest.snapshot.title),
                "total_minor": .int(sums.total.minor), "currency": .text(sums.total.currency),
                "signed_name": .string(signing.name),
                "deal_id": .text(try reading.head.optional("deal_id", as: Identifier.self)),
            ])
        try await tell(
            reading, SalesNotifications.quoteAccepted, "\(signing.name) accepted quote \(latest.snapshot.number)",
            "\(latest.snapshot.title) · \(sums.total)", tone: "good", in: work)
        return true
    }

    /// Says no, with the reason given. False if it was declined before.
    func decline(_ reason: String, in work: Work) async throws -> Bool {
        let reading = try await QuoteReading.load(quote, locked: true, in: work)
        guard let latest = reading.versions.first, version ?? latest.id == latest.id else {
            throw Problem.conflict("superseded", "This version has been replaced.")
        }
        switch try reading.status {
        case .sent, .viewed, .expired: break
        case .declined: return false
        default: throw Problem.conflict("quote_closed", "This quote can no longer be declined.")
        }
        work.queue(
            """
            update quotes set status = 'declined', declined_at = \(work.now), decline_reason = \(reason)
            where org_id = app_org() and id = \(quote)
            """)
        try work.emit(
            EventKinds.quoteDeclined, "quotes", quote.value, customer: try reading.customer,
            [
                "number": .string(latest.snapshot.number), "title": .string(latest.snapshot.title),
                "reason": .string(reason),
            ])
        try await tell(
            reading, SalesNotifications.quoteDeclined,
            "\(try reading.head.get("customer_name", as: String.self)) declined quote \(latest.snapshot.number)",
            reason, tone: "bad", in: work)
        return true
    }

    /// Notes that the customer has opened it, the first time.
    func view(in work: Work) async throws {
        let rows = try await work.query(
            """
            update quotes q set status = 'viewed', viewed_at = \(work.now) from customers c
            where q.org_id = app_org() and q.id = \(quote) and q.status = 'sent' and c.org_id = q.org_id
              and c.id = q.customer_id
            returning q.number, q.title, q.owner_id, q.customer_id, c.name as customer_name
            """)
        guard let row = rows.first else { return }
        let number: String = try row.get("number")
        try work.emit(
            EventKinds.quoteViewed, "quotes", quote.value, customer: try row.get("customer_id"),
            ["number": .string(number), "title": .string(try row.get("title"))])
        guard let owner: ID<User> = try row.optional("owner_id") else { return }
        try await Notifications.notify(
            owner,
            NewNotification(
                SalesNotifications.quoteViewed,
                "\(try row.get("customer_name", as: String.self)) opened quote \(number)",
                body: try row.get("title"), path: "/quotes/\(quote)"), in: work)
    }

    /// The owner; without one, those who run the business.
    private func tell(
        _ reading: QuoteReading, _ kind: NotificationKind, _ title: String, _ body: String, tone: String, in work: Work
    ) async throws {
        let news = NewNotification(kind, title, body: body, path: "/quotes/\(quote)", tone: tone)
        if let owner = try reading.owner {
            try await Notifications.notify(owner, news, in: work)
        } else {
            try await Notifications.notify(Access(.owner, .admin), news, in: work)
        }
    }

    /// Who says yes, and to what.
    struct Signing: Sendable {
        let name: String
        let signature: String?
        let userAgent: String?
        /// The optional lines that are taken; nil for those offered as taken.
        let chosen: Set<Identifier>?

        /// Throws `Problem` 422 without a name.
        init(name: String?, signature: String? = nil, userAgent: String? = nil, chosen: Set<Identifier>? = nil) throws {
            let typed = name?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
            guard (2...200).contains(typed.unicodeScalars.count),
                typed.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
            else { throw Problem.invalid("name", "required", "Type your full name to sign.") }
            self.name = typed
            self.signature = try Self.path(signature)
            self.userAgent = userAgent.map { String($0.prefix(500)) }
            self.chosen = chosen
        }

        /// A drawn signature is a path of moves and lines.
        private static func path(_ text: String?) throws -> String? {
            guard let text, !text.isEmpty else { return nil }
            let isPath =
                text.utf8.count <= 40_000
                && text.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "M"), UInt8(ascii: "L"),
                        UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
            guard isPath else {
                throw Problem.invalid("signature", "invalid", "The signature could not be read. Draw it again.")
            }
            return text
        }
    }
}
