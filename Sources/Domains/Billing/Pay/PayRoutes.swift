internal import Access
internal import Contracts
internal import Core
internal import Crypto
internal import Files
internal import HTML
internal import HTTP
internal import HTTPClient
internal import Interface
internal import Postgres
internal import Records

/// The public pages on which a customer sees and pays an invoice. Whoever has the link may look.
struct PayRoutes: Sendable {
    let store: RecordStore
    let files: FileStore
    let links: PayLinks
    let account: StripeAccount
    let http: any HTTPSending
    let assets: AssetURLs
    /// A customer looks a few times; a shop's whole network may share an address.
    let limit = PublicLimit(perMinute: 120)

    private static let reason =
        "The link's token, which cannot be guessed, is what lets a customer see and pay one invoice."

    var routes: [Route] {
        var routes: [Route] = [
            .open(.get, "/pay/{token}", reason: Self.reason) { request in try await show(request) },
            .open(.post, "/pay/{token}", reason: Self.reason) { request in try await pay(request) },
            .open(.get, "/pay/{token}/invoice.pdf", reason: Self.reason) { request in
                let (invoice, context) = try await find(request)
                return try await InvoiceFile.response(invoice, files, context)
            },
        ]
        guard account.isSimulated else { return routes }
        routes.append(.open(.get, "/pay/{token}/card", reason: Self.reason) { request in try await showCard(request) })
        routes.append(
            .open(.post, "/pay/{token}/simulated", reason: Self.reason) { request in try await simulate(request) })
        return routes
    }

    /// The invoice that the link leads to. Throws 404.
    private func find(_ request: Request) async throws -> (InvoiceDetail, Context) {
        try limit.check(request, at: store.clock.now)
        let token = try request.parameter("token")
        guard token.utf8.count == 43 else { throw Problem.notFound("invoice") }
        let hash = Bytea(Token(shown: token).digest)
        let found = try await store.database.systemQuery(
            .publicLink, "select org_id, id, correlation_id from invoices where pay_token_hash = \(hash)")
        let row = try found.one("invoice")
        var context = try await store.systemContext(
            try row.get("org_id"), actor: "pay-page", correlation: try row.get("correlation_id"), surface: .public)
        context.address = request.address
        context.deadline = request.deadline
        try limit.check(context.organisation, at: store.clock.now)
        return (
            try await InvoiceQueries(database: store.database, links: links).detail(try row.get("id"), context), context
        )
    }

    private func path(_ request: Request) throws -> String { "/pay/\(try request.parameter("token"))" }

    private func pages(_ request: Request, _ context: Context) -> PayPages {
        PayPages(
            takesCards: account.takesCards, assets: assets, language: context.locale,
            theme: request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system)
    }

    private func show(_ request: Request) async throws -> Response {
        let (invoice, context) = try await find(request)
        return answer(
            pages(request, context).invoice(
                invoice, path: try path(request), zone: context.zone, isReturning: request.query.contains("paid"),
                problem: nil))
    }

    private func pay(_ request: Request) async throws -> Response {
        let (invoice, context) = try await find(request)
        let path = try path(request)
        guard account.takesCards, invoice.status.isOpen, invoice.open.minor > 0 else { return .redirect(to: path) }
        if account.isSimulated { return .redirect(to: "\(path)/card") }
        do {
            let checkout = StripeCheckout(account: account, http: http)
            return .redirect(to: try await checkout.begin(invoice, context.organisation, page: links.publicURL + path))
        } catch let problem as Problem {
            return answer(
                pages(request, context).invoice(
                    invoice, path: path, zone: context.zone, isReturning: false, problem: problem),
                status: problem.status)
        }
    }

    private func showCard(_ request: Request) async throws -> Response {
        let (invoice, context) = try await find(request)
        let path = try path(request)
        guard invoice.status.isOpen, invoice.open.minor > 0 else { return .redirect(to: path) }
        return answer(pages(request, context).simulatedCard(invoice, path: path))
    }

    private func simulate(_ request: Request) async throws -> Response {
        let (invoice, context) = try await find(request)
        let path = try path(request)
        guard invoice.status.isOpen, invoice.open.minor > 0 else { return .redirect(to: path) }
        do {
            try await SimulatedStripe(account: account, http: http, clock: store.clock).pay(
                invoice, context.organisation)
        } catch let problem as Problem {
            return answer(
                pages(request, context).invoice(
                    invoice, path: path, zone: context.zone, isReturning: false, problem: problem),
                status: problem.status)
        }
        return .redirect(to: "\(path)?paid=1")
    }

    /// The link is a key: it goes neither into caches nor, as a referrer, to others. The form may lead on to the
    /// processor's page.
    private func answer(_ page: ByteWriter, status: Int = 200) -> Response {
        var response = Response.html(page, status: status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        if account.kind == .stripe {
            let own = account.baseURL == "https://api.stripe.com" ? "" : " \(account.baseURL)"
            response.headers["Content-Security-Policy"] =
                "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
                + "form-action 'self' https://checkout.stripe.com\(own); frame-ancestors 'none'"
        }
        return response
    }
}
