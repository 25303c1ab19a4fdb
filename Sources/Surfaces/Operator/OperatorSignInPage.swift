internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Where operators sign in: password and code together, so that nothing tells which of them was wrong.
struct OperatorSignInPage: Sendable {
    let pages: OperatorPages

    private var operators: Operators { pages.parts.operators }

    var routes: [Route] {
        let reason = "Where operators sign in; guesses are slowed down per account and address."
        return [
            .open(.get, OperatorPages.signIn, reason: reason) { try await show($0) },
            .open(.post, OperatorPages.signIn, reason: reason, limits: .init(body: 16 << 10)) { try await enter($0) },
            pages.route(.post, OperatorPages.home + "/sign-out") { request, _ in
                Response.redirect(to: OperatorPages.signIn).with(try await operators.signOut(request))
            },
        ]
    }

    private func show(_ request: Request) async throws -> Response {
        guard try await operators.session(request) == nil else { return Response.redirect(to: OperatorPages.home) }
        return form(request, email: "", nil)
    }

    private func enter(_ request: Request) async throws -> Response {
        try VisitorForm.require(request)
        let form = try request.form()
        let email = form["email"] ?? ""
        do {
            let cookie = try await operators.signIn(
                email: email, password: form["password"] ?? "", code: form["code"] ?? "", request)
            return Response.redirect(to: OperatorPages.home).with(cookie)
        } catch let problem as Problem where [401, 429].contains(problem.status) {
            return self.form(request, email: email, problem)
        }
    }

    private func form(_ request: Request, email: String, _ problem: Problem?) -> Response {
        let out = ByteWriter(capacity: 8 * 1024)
        let html = HTML(out)
        html.authPage(
            title: "Operator sign-in", theme: request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system,
            assets: pages.parts.assets, problem: problem
        ) {
            html.form(.class("stack"), .method("post"), .action(OperatorPages.signIn)) {
                html.emailField(FormField("email", "E-mail", required: true), value: email)
                html.passwordField(FormField("password", "Password", required: true))
                html.textField(
                    FormField("code", "Code", hint: "Six digits, from your authenticator app.", required: true),
                    attributes: [.autocomplete("one-time-code"), .inputmode("numeric"), .maxlength(8)])
                html.submitButton("Sign in")
            }
        }
        var response = Response.html(out).with("Cache-Control", "no-store")
        if let problem { response.status = problem.status == 401 ? 422 : problem.status }
        if let wait = problem?.retryAfter { response = response.with("Retry-After", String(wait)) }
        return VisitorForm.guarded(response, for: request)
    }
}
