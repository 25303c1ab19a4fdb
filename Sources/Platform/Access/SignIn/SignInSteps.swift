internal import Core
internal import HTTP
internal import Postgres

/// The pages between the password, or a provider's word, and the session.
extension SignInRoutes {
    var steps: [Route] {
        let reason = "Belongs to signing in; a cookie of ten minutes tells whose sign-in it is."
        let limits = Route.Limits(body: 16 << 10)
        return [
            .open(.get, "/sign-in/second-step", reason: reason) { try await showSecondStep($0) },
            .open(.post, "/sign-in/second-step", reason: reason, limits: limits) { try await takeSecondStep($0) },
            .open(.get, "/sign-in/link", reason: reason) { try await showLink($0) },
            .open(.post, "/sign-in/link", reason: reason, limits: limits) { try await takeLink($0) },
            .open(.get, "/sign-in/organisation", reason: "Whoever is not signed in must be able to.") {
                VisitorForm.guarded(
                    pages.organisation(next: LocalPath.checked($0.query["next"]), for: $0), for: $0)
            },
        ]
    }

    private func showSecondStep(_ request: Request) async throws -> Response {
        guard try await secondStep.isPending(request) else { return go(to: "/sign-in", request) }
        return VisitorForm.guarded(pages.secondStep(SignInStep(), for: request), for: request)
    }

    private func takeSecondStep(_ request: Request) async throws -> Response {
        do {
            try VisitorForm.require(request)
            let (cookies, next) = try await secondStep.finish(try request.form()["code"] ?? "", request)
            return cookies.reduce(go(to: next, request)) { $0.with($1) }
        } catch let problem as Problem where problem.code == PendingSignIn.over.code {
            return try await over(problem, request)
        } catch let problem as Problem where [403, 422, 429].contains(problem.status) {
            return again(pages.secondStep(SignInStep(problem: problem), for: request), problem, request)
        }
    }

    private func showLink(_ request: Request) async throws -> Response {
        guard let pending = try await PendingSignIn.find(request, .link, authenticator) else {
            return go(to: "/sign-in", request)
        }
        return VisitorForm.guarded(pages.link(step(of: pending, nil), for: request), for: request)
    }

    /// The password ties the identity to the account; then the sign-in goes on as any.
    private func takeLink(_ request: Request) async throws -> Response {
        do { try VisitorForm.require(request) } catch let problem as Problem {
            return try await page(
                SignInForm(email: "", next: LocalPath.home, problem: problem), problem.status, request)
        }
        guard let pending = try await PendingSignIn.find(request, .link, authenticator),
            let identity = pending.identity, let issuer = identity["issuer"]?.string,
            let subject = identity["subject"]?.string
        else { return try await over(PendingSignIn.over, request) }
        do {
            try await passwordCheck.require(
                try request.form()["password"] ?? "", of: pending.entry.user, request)
            try await authenticator.database.systemTransaction(.signIn) { transaction in
                try await pending.consume(in: transaction)
                transaction.queue(
                    Identities(authenticator).linking(
                        pending.entry.user, issuer: issuer, subject: subject,
                        email: identity["email"]?.string ?? "", confined: pending.entry.confined))
            }
            let outcome = try await SessionStart(authenticator: authenticator).enter(pending.entry, request)
            return go(on: outcome, to: pending.entry.next, request)
        } catch let problem as Problem where problem.code == PendingSignIn.over.code {
            return try await over(problem, request)
        } catch let problem as Problem where [403, 422, 429].contains(problem.status) {
            return again(pages.link(step(of: pending, problem), for: request), problem, request)
        }
    }

    private func step(of pending: PendingSignIn, _ problem: Problem?) -> SignInStep {
        SignInStep(
            problem: problem, provider: pending.identity?["provider"]?.string ?? "",
            email: pending.identity?["email"]?.string ?? "")
    }

    private func over(_ problem: Problem, _ request: Request) async throws -> Response {
        try await page(SignInForm(email: "", next: LocalPath.home, problem: problem), problem.status, request)
            .with(PendingSignIn.removal(for: request))
    }

    private func again(_ response: Response, _ problem: Problem, _ request: Request) -> Response {
        var response = VisitorForm.guarded(response, for: request).with("Cache-Control", "no-store")
        response.status = problem.status
        return problem.retryAfter.map { response.with("Retry-After", String($0)) } ?? response
    }
}
