internal import Core
internal import HTTP
internal import Postgres

/// To providers and back.
extension SignInRoutes {
    var journeys: [Route] {
        let reason = "Whoever is not signed in must be able to; state, browser and code are checked on the way back."
        return [
            .open(.get, "/sign-in/openid/{provider}", reason: reason) { try await depart($0) },
            .open(.get, "/sign-in/openid/{provider}/back", reason: reason) { try await arrive($0) },
            .signedIn(.get, "/account/connections/{provider}/connect", .staff) {
                try await depart($0, $1, .link)
            },
            .signedIn(.get, "/account/confirm/{provider}", .staff) { try await depart($0, $1, .confirm) },
        ]
    }

    private func depart(_ request: Request) async throws -> Response {
        let next = LocalPath.checked(request.query["next"])
        do {
            let (address, cookie) = try await openID.begin(
                try request.parameter("provider"), .signIn, next: next, request)
            return Response.redirect(to: address).with(cookie).with("Cache-Control", "no-store")
        } catch let problem as Problem where problem.status == 503 {
            return try await page(SignInForm(email: "", next: next, problem: problem), problem.status, request)
        }
    }

    /// A page of ours only: another site must not send people on such a way.
    private func depart(
        _ request: Request, _ context: Context, _ purpose: OpenIDJourney.Purpose
    ) async throws -> Response {
        let user = try SessionCheck.person(context)
        guard OriginCheck.isSameOrigin(request) else { throw Problem.forbidden() }
        if purpose == .link { try context.requireRecentProof() }
        let next = purpose == .link ? "/account/connections" : LocalPath.checked(request.query["next"])
        let (address, cookie) = try await openID.begin(
            try request.parameter("provider"), purpose, user: user, next: next, request)
        return Response.redirect(to: address).with(cookie).with("Cache-Control", "no-store")
    }

    private func arrive(_ request: Request) async throws -> Response {
        do {
            let response: Response
            switch try await openID.arrive(request.parameter("provider"), request) {
            case .entered(let outcome, let next): response = go(on: outcome, to: next, request)
            case .unlinked(let cookie): response = go(to: "/sign-in/link", request).with(cookie)
            case .linked(let next): response = go(to: next, request)
            case .confirmed(let cookie, let next): response = go(to: next, request).with(cookie)
            }
            return response.with(OpenIDJourney.removal(for: request)).with("Referrer-Policy", "no-referrer")
        } catch let problem as Problem where [400, 403, 404, 409, 503].contains(problem.status) {
            return try await page(
                SignInForm(email: "", next: LocalPath.home, problem: problem), problem.status, request
            ).with(OpenIDJourney.removal(for: request)).with("Referrer-Policy", "no-referrer")
        }
    }
}
