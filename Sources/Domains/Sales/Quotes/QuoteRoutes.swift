internal import Access
internal import Contracts
internal import Core
internal import Crypto
internal import Files
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The public pages on which a customer sees and answers a quote. Whoever has the link may.
struct QuoteRoutes: Sendable {
    let store: RecordStore
    let files: FileStore
    let invoices: any InvoiceDesk
    let links: QuoteLinks
    let delivery: DeliverQuote
    let assets: AssetURLs
    let limit: PublicLimit

    private static let reason =
        "The link's token, which cannot be guessed, is what lets a customer see and answer one quote."

    var routes: [Route] {
        [
            .open(.get, "/quote/{token}", reason: Self.reason) { try await show($0) },
            .open(.post, "/quote/{token}", reason: Self.reason) { try await choose($0) },
            .open(.post, "/quote/{token}/total", reason: Self.reason) { try await total($0) },
            .open(.post, "/quote/{token}/accept", reason: Self.reason) { try await accept($0) },
            .open(.post, "/quote/{token}/decline", reason: Self.reason) { try await decline($0) },
            .open(.get, "/quote/{token}/quote.pdf", reason: Self.reason) { try await document($0) },
            .signedIn(.get, "/quotes/{id}/quote.pdf", .staff) { try await ownDocument($0, $1) },
        ]
    }

    /// The version that a link leads to, and the quote it belongs to.
    private struct Found {
        let context: Context
        let quote: ID<Quote>
        let version: Identifier
    }

    /// Throws 404 for a token that leads nowhere, 429 for one who asks too often.
    private func find(_ request: Request) async throws -> Found {
        try limit.check(request, at: store.clock.now)
        let token = try request.parameter("token")
        guard token.utf8.count == 43 else { throw Problem.notFound("quote") }
        let hash = Bytea(Token(shown: token).digest)
        let found = try await store.database.systemQuery(
            .publicLink,
            """
            select v.org_id, v.id, v.quote_id, q.correlation_id from quote_versions v
              join quotes q on q.org_id = v.org_id and q.id = v.quote_id
            where v.token_hash = \(hash) and q.deleted_at is null
            """)
        let row = try found.one("quote")
        var context = try await store.systemContext(
            try row.get("org_id"), actor: "quote-page", correlation: try row.get("correlation_id"), surface: .public)
        context.address = request.address
        context.deadline = request.deadline
        try limit.check(context.organisation, at: store.clock.now)
        return Found(context: context, quote: try row.get("quote_id"), version: try row.get("id"))
    }

    private func path(_ request: Request) throws -> String { "/quote/\(try request.parameter("token"))" }

    private func pages(_ request: Request, _ context: Context) throws -> QuotePages {
        QuotePages(
            assets: assets, language: context.locale,
            theme: request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system, path: try path(request),
            today: context.today, zone: context.zone)
    }

    // MARK: - Reading

    /// The version before the customer as they see it, and whether it can be answered.
    private func read(
        _ found: Found, chosen: Set<Identifier>?
    ) async throws -> (QuoteDetail, QuotePages.Standing, Set<Identifier>) {
        try await store.work(found.context, "quotes.open") { work in
            let reading = try await QuoteReading.load(found.quote, in: work)
            guard let version = reading.versions.first(where: { $0.id == found.version }) else {
                throw Problem.notFound("quote")
            }
            let standing = try standing(reading, version, found.context)
            let marked = Set(version.snapshot.terms.lines.filter { $0.isOptional && $0.isChosen }.map(\.id))
            var taken = chosen ?? marked
            if case .accepted = standing { taken = reading.acceptance?.chosen ?? marked }
            var detail = try QuoteReading.detail(
                of: version.snapshot, id: found.quote, customer: try reading.customer,
                customerName: try reading.head.get("customer_name"), chosen: taken)
            detail.status = try reading.status
            detail.acceptance = reading.acceptance
            detail.pdf = version.pdf
            return (detail, standing, taken)
        }
    }

    private func standing(
        _ reading: QuoteReading, _ version: QuoteReading.Version, _ context: Context
    ) throws -> QuotePages.Standing {
        guard let latest = reading.versions.first else { throw Problem.notFound("quote") }
        if latest.id != version.id {
            return .superseded(newer: links.url(context.organisation, latest.id))
        }
        switch try reading.status.asOf(context.today, until: version.snapshot.validUntil) {
        case .draft: return .superseded(newer: nil)
        case .sent, .viewed: return .open
        case .accepted, .converted: return .accepted
        case .declined: return .declined
        case .expired: return .expired
        }
    }

    private func show(_ request: Request) async throws -> Response {
        let found = try await find(request)
        let (detail, standing, chosen) = try await read(found, chosen: nil)
        if case .open = standing, detail.status == .sent {
            try await store.work(found.context, "quotes.view") {
                try await QuoteAnswer(quote: found.quote).view(in: $0)
            }
        }
        return answer(try pages(request, found.context).quote(detail, standing, chosen: chosen))
    }

    /// The page with other options, for those without scripts.
    private func choose(_ request: Request) async throws -> Response {
        let found = try await find(request)
        let form = try request.form()
        let (detail, standing, chosen) = try await read(found, chosen: Self.options(form))
        return answer(
            try pages(request, found.context).quote(
                detail, standing, chosen: chosen, values: ["name": form["name"] ?? ""]))
    }

    private func total(_ request: Request) async throws -> Response {
        let found = try await find(request)
        let (detail, _, _) = try await read(found, chosen: Self.options(try request.form()))
        return answer(try pages(request, found.context).sums(detail))
    }

    private static func options(_ form: Fields) -> Set<Identifier> {
        Set(form.all("option").prefix(200).compactMap { Identifier($0) })
    }

    // MARK: - Answering

    private func accept(_ request: Request) async throws -> Response {
        let found = try await find(request)
        let form = try request.form()
        let options = Self.options(form)
        return try await answering(request, found, options, form) {
            let signing = try QuoteAnswer.Signing(
                name: form["name"], signature: form["signature"], userAgent: request.headers["User-Agent"],
                chosen: options)
            try await store.work(found.context, "quotes.accept") { work in
                _ = try await QuoteAnswer(quote: found.quote, version: found.version).accept(signing, in: work)
            }
        }
    }

    private func decline(_ request: Request) async throws -> Response {
        let found = try await find(request)
        let form = try request.form()
        let reason = String((form["reason"] ?? "").prefix(1000)).filter { !$0.isNewline }
        return try await answering(request, found, [], form) {
            try await store.work(found.context, "quotes.decline") { work in
                _ = try await QuoteAnswer(quote: found.quote, version: found.version).decline(
                    reason.isEmpty ? "No reason given" : reason, in: work)
            }
        }
    }

    /// Does it and shows the page anew; a refusal is said on it, with what was typed.
    private func answering(
        _ request: Request, _ found: Found, _ options: Set<Identifier>, _ form: Fields, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return .redirect(to: try path(request))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            let (detail, standing, chosen) = try await read(found, chosen: options)
            return answer(
                try pages(request, found.context).quote(
                    detail, standing, chosen: chosen, problem: problem, values: ["name": form["name"] ?? ""]),
                status: problem.status)
        }
    }

    // MARK: - Documents

    private func document(_ request: Request) async throws -> Response {
        let found = try await find(request)
        return try await file(found.quote, found.version, found.context)
    }

    /// For those who work here: of the version that was sent last.
    private func ownDocument(_ request: Request, _ context: Context) async throws -> Response {
        let quote = try request.id(of: Quote.self)
        let rows = try await store.database.query(
            context,
            """
            select v.id from quotes q join quote_versions v on v.org_id = q.org_id and v.quote_id = q.id
            where q.org_id = app_org() and q.id = \(quote) order by v.revision desc limit 1
            """)
        return try await file(quote, try rows.one("document yet; it is made when the quote is sent").get("id"), context)
    }

    private func file(_ quote: ID<Quote>, _ version: Identifier, _ context: Context) async throws -> Response {
        let inside = try await store.systemContext(
            context.organisation, actor: "quote-page", correlation: context.correlation, surface: context.surface)
        let id = try await delivery.document(quote, version, inside)
        let file = try await files.describe(ID(id), inside)
        return Response.file(file.path, contentType: file.contentType, etag: file.hash, filename: file.name)
            .with("Cache-Control", "private, no-cache")
    }

    /// The link is a key: it goes neither into caches nor, as a referrer, to others.
    private func answer(_ page: ByteWriter, status: Int = 200) -> Response {
        var response = Response.html(page, status: status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }
}
