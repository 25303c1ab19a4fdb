internal import Core
public import HTTP

/// `/sign-in`, `/sign-out` and `/switch-organisation`.
public struct SignInRoutes: Sendable {
    let authenticator: Authenticator
    private let signIn: SignIn
    private let sessions: Sessions
    private let accountSessions: AccountSessions
    private let wayOn: [SignInForm.WayOn]
    let pages: any SignInPages
    let openID: OpenIDSignIn
    let secondStep: SecondStep
    let passwordCheck: PasswordCheck

    public init(
        _ authenticator: Authenticator, passwords: PasswordService, secrets: SignInSecrets,
        openID: OpenIDConfiguration, pages: any SignInPages, isSignUpOpen: Bool = false
    ) {
        accountSessions = AccountSessions(authenticator)
        wayOn =
            [SignInForm.WayOn(words: "Forgotten your password?", path: "/forgot")]
            + (isSignUpOpen ? [SignInForm.WayOn(words: "Create an account", path: "/sign-up")] : [])
        self.authenticator = authenticator
        self.openID = OpenIDSignIn(authenticator, openID, secrets, passwords: passwords)
        secondStep = SecondStep(authenticator, secrets)
        passwordCheck = PasswordCheck(authenticator: authenticator, passwords: passwords)
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
        ] + steps + journeys
    }

    private func show(_ request: Request) async throws -> Response {
        let next = LocalPath.checked(request.query["next"])
        let context = try await authenticator.member(request)
        guard context == nil else { return go(to: next, request) }
        // Signed in, but where their session was they do not work (any more).
        if try await accountSessions.person(request) != nil { return go(to: "/organisations", request) }
        return try await page(SignInForm(email: "", next: next), 200, request)
    }

    private func enter(_ request: Request) async throws -> Response {
        let fields = try request.form()
        let email = fields["email"] ?? ""
        let next = LocalPath.checked(fields["next"])
        do {
            try VisitorForm.require(request)
            let outcome = try await signIn.signIn(
                email: email, password: fields["password"] ?? "", next: next, request)
            return go(on: outcome, to: next, request)
        } catch let problem as Problem where [401, 403, 429].contains(problem.status) {
            // 401 would make some clients ask for a password by themselves.
            let response = try await page(
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

    /// With the buttons of the providers that the installation has, or the organisation that was named.
    func page(_ form: SignInForm, _ status: Int, _ request: Request) async throws -> Response {
        var form = form
        form.wayOn = wayOn + form.wayOn
        let end = "?next=" + PercentCoding.encode(form.next)
        form.providers += openID.providers.common.map {
            SignInForm.WayOn(words: "Sign in with \($0.name)", path: "/sign-in/openid/\($0.key)\(end)")
        }
        if let slug = request.query["organisation"] {
            let own = try await openID.providers.buttons(of: slug)
            form.providers += own.map {
                SignInForm.WayOn(words: "Sign in with \($0.name)", path: "/sign-in/openid/\($0.key)\(end)")
            }
            if own.isEmpty, form.problem == nil {
                form.problem = Problem(
                    status: 422, code: "no_provider",
                    "No provider is set up under this short name. Check it, or sign in with your password.")
            }
        } else {
            form.wayOn.append(
                SignInForm.WayOn(words: "Sign in with your organisation", path: "/sign-in/organisation\(end)"))
        }
        var response = VisitorForm.guarded(pages.signIn(form, for: request), for: request)
        response.status = status
        return response.with("Cache-Control", "no-store")
    }

    func go(on outcome: SignInOutcome, to next: String, _ request: Request) -> Response {
        var response =
            switch outcome {
            case .signedIn: go(to: next, request)
            case .secondStep: go(to: "/sign-in/second-step", request)
            }
        for cookie in outcome.cookies { response.setCookie(cookie) }
        return response
    }

    /// htmx would put the next page into the form's place: it is told to go there instead.
    func go(to path: String, _ request: Request) -> Response {
        let response =
            request.isFragment ? Response(status: 204, headers: ["HX-Redirect": path]) : Response.redirect(to: path)
        return response.with("Cache-Control", "no-store")
    }
}
