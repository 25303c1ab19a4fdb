internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Confirming an e-mail address by the link sent to it: `/verify/{token}`.
struct VerifyPages: Sendable {
    let forms: AccountForms
    private var accounts: Accounts { forms.accounts }

    var routes: [Route] {
        let link = "The link's token, which cannot be guessed and works once within a day, proves the address."
        return [
            .open(.get, "/verify/{token}", reason: link) { try await show($0) },
            .open(.post, "/verify/{token}", reason: link, limits: AccountForms.limits) { try await confirm($0) },
        ]
    }

    /// Opening the link changes nothing: programs that look into mails open links too.
    private func show(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        guard let proof = try await accounts.verification.find(token) else { return gone(request) }
        return forms.response(
            proof.isChange ? "Use this address from now on?" : "Confirm your e-mail address", lead: proof.email,
            for: request
        ) { html in
            html.postButton("Confirm address", to: "/verify/\(token)", .primary)
        }
    }

    private func confirm(_ request: Request) async throws -> Response {
        let token = try request.parameter("token")
        _ = try forms.read(request)
        do {
            let proof = try await accounts.verification.confirm(token, correlation: request.requestID)
            let here = try await accounts.sessions.person(request)
            if here?.id == proof.user {
                return NoticeCookie.redirect(request, to: "/", Notice("E-mail address confirmed"))
            }
            if here == nil, let cookies = try await accounts.sessions.beginFirst(proof, request) {
                return NoticeCookie.redirect(request, to: "/", Notice("E-mail address confirmed")).with(cookies)
            }
        } catch let problem as Problem where problem.status == 410 {
            return gone(request)
        } catch let problem as Problem where problem.status == 409 {
            return forms.response("This address is taken", problem: problem, for: request) { html in
                html.div { html.linkButton("Go to your account", to: "/account/profile") }
            }
        }
        return forms.response("Your address is confirmed", for: request) { html in
            html.div { html.linkButton("Sign in", to: "/sign-in", .primary) }
        }
    }

    private func gone(_ request: Request) -> Response {
        forms.response("This link no longer works", problem: Self.gone, for: request) { html in
            html.div(.class("row-group")) {
                html.linkButton("Send a new link", to: "/account/profile", .primary)
                html.linkButton("Sign in", to: "/sign-in", .quiet)
            }
        }
    }

    private static let gone = Problem(
        status: 410, code: "link_used", "It has been used, is older than a day, or a newer one was sent.")
}
