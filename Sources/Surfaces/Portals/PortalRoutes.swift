public import Access
public import Contracts
public import Core
public import HTTP
public import Interface
internal import Postgres
public import Records

/// Pages for those the organisation serves and for those who sell for it. What each sees, the database's policies say; staff
/// have the workspace and no way in here.
public struct PortalRoutes: Sendable {
    private let access: PortalAccess
    private let store: RecordStore
    private let pages: PortalPages
    private let signInPages: PortalSignInPages
    private let payLink: @Sendable (ID<Organisation>, ID<Invoice>) -> String
    private let quoteLink: @Sendable (ID<Organisation>, Identifier) -> String
    /// Asking for links, and trying some, of one address.
    private let limit = PublicLimit(perMinute: 20)

    /// - Parameters:
    ///   - payLink: the whole address of an invoice's public page.
    ///   - quoteLink: that of a version of a quote.
    public init(
        access: PortalAccess, store: RecordStore, assets: AssetURLs,
        payLink: @escaping @Sendable (ID<Organisation>, ID<Invoice>) -> String,
        quoteLink: @escaping @Sendable (ID<Organisation>, Identifier) -> String
    ) {
        self.access = access
        self.store = store
        pages = PortalPages(assets: assets)
        signInPages = PortalSignInPages(assets: assets)
        self.payLink = payLink
        self.quoteLink = quoteLink
    }

    /// Who has a portal.
    private static let people: Access = Access(.customer, .reseller)

    public var routes: [Route] {
        let reason = "Customers and resellers sign in here, by a link mailed to them."
        return [
            .open(.get, "/portal/sign-in", reason: reason) { signInPages.ask(for: $0) },
            .open(.post, "/portal/sign-in", reason: reason, limits: .init(body: 4 << 10)) { try await ask($0) },
            .open(.get, "/portal/enter/{token}", reason: reason) { try await confirm($0) },
            .open(.post, "/portal/enter/{token}", reason: reason, limits: .init(body: 4 << 10)) { try await enter($0) },
            .signedIn(.post, "/portal/sign-out", Self.people) { try await leave($0, $1) },
            .signedIn(.get, "/portal", Self.people) { try await home($0, $1) },
            .signedIn(.get, "/portal/customers/{id}", Access(.reseller)) { try await customer($0, $1) },
            .signedIn(.get, "/portal/invoices/{id}", Self.people) { try await invoice($0, $1) },
            .signedIn(.get, "/portal/quotes/{id}", Self.people) { try await quote($0, $1) },
        ]
    }

    // MARK: - Coming in

    private func ask(_ request: Request) async throws -> Response {
        try VisitorForm.require(request)
        try limit.check(request, at: store.clock.now)
        let email = try request.form()["email"] ?? ""
        do { try await access.requestLink(email: email, request) } catch let problem as Problem
            where problem.status == 422
        { return signInPages.ask(for: request, email: email, problem) }
        return signInPages.asked(for: request)
    }

    /// Programs that look at mail open every link; only the press of a button uses one up.
    private func confirm(_ request: Request) async throws -> Response {
        try limit.check(request, at: store.clock.now)
        guard let whose = try await access.whose(link: try request.parameter("token")) else {
            return signInPages.spent(for: request)
        }
        return signInPages.confirm(
            whose.organisation, whose.email, path: "/portal/enter/\(try request.parameter("token"))", for: request)
    }

    private func enter(_ request: Request) async throws -> Response {
        try VisitorForm.require(request)
        try limit.check(request, at: store.clock.now)
        do {
            let cookie = try await access.enter(link: try request.parameter("token"), request)
            return Response.redirect(to: "/portal").with("Cache-Control", "no-store").with(cookie)
        } catch let problem as Problem where problem.status == 410 { return signInPages.spent(for: request) }
    }

    private func leave(_ request: Request, _ context: Context) async throws -> Response {
        let cookie = try await access.leave(request, context)
        return Response.redirect(to: "/portal/sign-in").with("Cache-Control", "no-store").with(cookie)
    }

    // MARK: - Pages

    private func home(_ request: Request, _ context: Context) async throws -> Response {
        let content = try await PortalReading(database: store.database, context: context).home()
        return pages.home(content, context, request)
    }

    private func customer(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id("id", of: Customer.self)
        let content = try await PortalReading(database: store.database, context: context).customer(id)
        return pages.customer(content, context, request)
    }

    /// On to the invoice's own page, whose address nobody could guess.
    private func invoice(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id("id", of: Invoice.self)
        let rows = try await store.database.query(
            context,
            "select 1 from invoices where org_id = app_org() and id = \(id) and pay_token_hash is not null")
        _ = try rows.one("invoice")
        return go(to: payLink(context.organisation, id))
    }

    private func quote(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id("id", of: Quote.self)
        _ = try await store.database.query(
            context, "select 1 from quotes where org_id = app_org() and id = \(id)"
        ).one("quote")
        // The versions are not the portal's to read; that there is the quote, it has just been told.
        let version = try await store.database.query(
            context.acting(as: .system),
            """
            select id from quote_versions where org_id = app_org() and quote_id = \(id) order by revision desc limit 1
            """
        ).one("quote").get("id", as: Identifier.self)
        return go(to: quoteLink(context.organisation, version))
    }

    private func go(to address: String) -> Response {
        Response.redirect(to: address).with("Cache-Control", "no-store").with("Referrer-Policy", "no-referrer")
    }
}
