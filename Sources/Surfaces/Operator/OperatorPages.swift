internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Jobs

/// The frame of operators' pages, and the door in front of them: without an operator's session there is nothing here.
struct OperatorPages: Sendable {
    let parts: OperatorParts

    static let home = "/operator"
    static let signIn = "/operator/sign-in"

    /// A route for operators. It is open to the router, which knows members only; the door is here.
    func route(
        _ method: HTTP.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, OperatorSession) async throws -> Response
    ) -> Route {
        .open(
            method, path, reason: "For operators, whose own session is asked for.", limits: .init(body: 32 << 10)
        ) { request in
            guard let session = try await parts.operators.session(request) else {
                guard request.method.isSafe, request.wantsHTML else { throw Problem.notFound() }
                return Response.redirect(to: Self.signIn)
            }
            // The token in forms belongs to a member's session, which an operator's browser need not have.
            try OriginCheck.require(request)
            try CSRF.require(request)
            return try await handler(request, session).with("Cache-Control", "no-store")
        }
    }

    func page(
        _ request: Request, _ session: OperatorSession, title: String, heading: String? = nil,
        breadcrumbs: [Place] = [], actions: ((HTML) -> Void)? = nil, _ content: (HTML, PageContext) throws -> Void
    ) rethrows -> Response {
        let out = ByteWriter(capacity: 24 * 1024)
        let html = HTML(out)
        let page = context(request, session)
        try html.workspacePage(
            page, title: title, heading: heading, breadcrumbs: breadcrumbs,
            actions: actions.map { write in { write(html) } }
        ) { try content(html, page) }
        return .html(out)
    }

    private func context(_ request: Request, _ session: OperatorSession) -> PageContext {
        // Pages want a context for zone and clock; this one belongs to no organisation and reads nothing.
        let context = Context(
            organisation: .platform, actor: .support(session.name), role: .visitor, correlation: request.requestID,
            surface: .workspace)
        var page = PageContext(
            context: context, organisation: "Mainline operator", person: session.name, email: session.email,
            navigation: [
                NavigationSection(
                    nil,
                    [
                        NavigationItem("Organisations", .building, Self.home + "/organisations"),
                        NavigationItem("Support sessions", .eye, Self.home + "/support"),
                        NavigationItem("Notices", .outreach, NoticePages.path),
                        NavigationItem("Health", .server, Self.home + "/health"),
                    ])
            ],
            path: request.path, theme: request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system,
            assets: parts.assets)
        page.signOutPath = Self.home + "/sign-out"
        page.searchPath = Self.home + "/organisations"
        page.banners = [Banner("You see no organisation's data here. To look into one, ask it.", tone: .info)]
        if session.support != nil {
            page.banners = [
                Banner(
                    "You are in a support session. What you do there is recorded.", link: Place("Go there", "/"),
                    action: Place("Leave", Self.home + "/support/leave"))
            ]
        }
        return page
    }
}
