internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Asks a person to show again that it is them, before something dangerous. `/account/confirm`.
struct ConfirmPage: Sendable {
    let frame: AccountPage
    let confirmation: Confirmation

    var routes: [Route] {
        [
            .signedIn(.get, "/account/confirm", .everyone) { try await show($0, $1, next: $0.query["next"]) },
            .signedIn(.post, "/account/confirm", .everyone) { try await confirm($0, $1) },
        ]
    }

    private func show(
        _ request: Request, _ context: Context, next: String?, problem: Problem? = nil
    ) async throws -> Response {
        let ways = try await confirmation.ways(context)
        let next = ReturnPath.checked(next)
        return frame.response(
            "Confirm that it is you", lead: "What you are about to do matters. This holds for 15 minutes.",
            problem: problem, foot: [Place("Go back without", next)], for: request
        ) { html in
            if ways.hasPassword || ways.hasSecondFactor {
                html.form(.class("stack"), .method("post"), .action("/account/confirm")) {
                    if ways.hasPassword {
                        html.passwordField(FormField("password", "Password", required: !ways.hasSecondFactor))
                    }
                    if ways.hasSecondFactor {
                        html.codeField(
                            FormField("code", ways.hasPassword ? "Or a code of your device" : "A code of your device"))
                    }
                    html.hiddenField("next", next)
                    html.submitButton("Confirm")
                }
            } else {
                html.div(.class("sign-in-ways")) {
                    for (key, name) in ways.providers {
                        html.linkButton(
                            "Confirm with \(name)",
                            to: "/account/confirm/\(key)?next=" + QueryText.encode(next), .primary)
                    }
                }
                if ways.providers.isEmpty {
                    html.callout(.info, "Your account has no password yet. Choose one with “Forgot your password”.")
                }
            }
        }
    }

    private func confirm(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        do {
            let cookie = try await confirmation.confirm(
                password: form["password"], code: form["code"], request, context)
            return Response.redirect(to: ReturnPath.checked(form["next"])).with(cookie)
        } catch let problem as Problem where [422, 429].contains(problem.status) {
            return try await show(request, context, next: form["next"], problem: problem)
        }
    }
}
