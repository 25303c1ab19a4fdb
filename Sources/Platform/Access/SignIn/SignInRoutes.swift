internal import Core
public import HTTP

/// `/sign-in`, `/sign-out` and `/switch-organisation`.
public struct SignInRoutes: Sendable {
    private let authenticator: Authenticator
    private let signIn: SignIn
    private let sessions: Sessions
    private let accountSessions: AccountSessions
    private let wayOn: [SignInForm.WayOn]
    private let pages: any SignInPages

    public init(
        _ authenticator: Authenticator, passwords: PasswordService, pages: any SignInPages, isSignUpOpen: Bool = false
    ) {
        accountSessions = AccountSessions(authenticator)
        wayOn =
            [SignInForm.WayOn(words: "Forgotten your password?", path: "/forgot")]
            + (isSignUpOpen ? [SignInForm.WayOn(words: "Create an account", path: "/sign-up")] : [])
        self.authenticator = authenticator
        signIn = SignIn(authenticator, passwords: passwords)
        sessions = Sessions(authenticator)
        self.pages = pages
    }

    public var routes: [Route] {
        let reason = "Whoever is not signed in must be able to."
        return [
            .open(.get, "/sign-in", reason: reason) { try await show($0) },
            .open(.post, "/sign-in", reason: reason, limits: .init(body: 16 << 10)) { try await enter($0) },
            .signedIn(.post, "/sign-out", .everyone) { try await leave($0, $1) },
            .signedIn(.post, "/switch-organisation", .everyone) { try await move($0, $1) },
        ]
    }

    private func show(_ request: Request) async throws -> Response {
        let next = LocalPath.checked(request.query["next"])
        let context = try await authenticator.member(request)
        guard context == nil else { return go(to: next, request) }
        // Signed in, but where their session was they do not work (any more).
        if try await accountSessions.person(request) != nil { return go(to: "/organisations", request) }
        return page(SignInForm(email: "", next: next), 200, request)
    }

    private func enter(_ request: Request) async throws -> Response {
        // No session yet, so no token: the browser's word on where the form was suffices, or another site could sign the
        // visitor in to an account of its own.
        if request.headers.contains("Origin") || request.headers.contains("Sec-Fetch-Site"),
            !OriginCheck.isSameOrigin(request)
        {
            throw Problem.forbidden("This request came from another site. Open the page here and try again.")
        }
        let fields = try request.form()
        let email = fields["email"] ?? ""
        let next = LocalPath.checked(fields["next"])
        do {
            let cookie = try await signIn.signIn(email: email, password: fields["password"] ?? "", request)
            return go(to: next, request).with(cookie)
        } catch let problem as Problem where [401, 403, 429].contains(problem.status) {
            // 401 would make some clients ask for a password by themselves.
            let response = page(
                SignInForm(email: email, next: next, problem: problem), problem.status == 401 ? 422 : problem.status,
                request)
            return problem.retryAfter.map { response.with("Retry-After", String($0)) } ?? response
        }
    }

    private func leave(_ request: Request, _ context: Context) async throws -> Response {
        try await sessions.end(request, context)
        return go(to: "/sign-in", request).with(SessionCookie.removal(for: request))
    }

    private func move(_ request: Request, _ context: Context) async throws -> Response {
        let fields = try request.form()
        guard let organisation = fields["organisation"].flatMap({ ID<Organisation>($0) }) else {
            throw Problem.invalid("organisation", "required", "Choose an organisation.")
        }
        let cookie = try await sessions.move(to: organisation, request, context)
        return go(to: LocalPath.checked(fields["next"]), request).with(cookie)
    }

    private func page(_ form: SignInForm, _ status: Int, _ request: Request) -> Response {
        var form = form
        form.wayOn = wayOn
        var response = pages.signIn(form, for: request)
        response.status = status
        return response.with("Cache-Control", "no-store")
    }

    /// htmx would put the next page into the form's place: it is told to go there instead.
    private func go(to path: String, _ request: Request) -> Response {
        let response =
            request.isFragment ? Response(status: 204, headers: ["HX-Redirect": path]) : Response.redirect(to: path)
        return response.with("Cache-Control", "no-store")
    }
}
