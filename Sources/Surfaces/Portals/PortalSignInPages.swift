internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// The way in to the portal: asking for a link, and using it.
struct PortalSignInPages: Sendable {
    let assets: AssetURLs

    func ask(for request: Request, email: String = "", _ problem: Problem? = nil) -> Response {
        page("Sign in to the portal", problem, request) { html in
            html.p(.class("muted"), "Enter your e-mail address. If it is known here, you get a link that lets you in.")
            html.form(.class("stack"), .method("post"), .action("/portal/sign-in")) {
                html.emailField(FormField("email", "E-mail", required: true), value: email)
                html.submitButton("Send me a link")
            }
        }
    }

    /// The same whether the address is known or not.
    func asked(for request: Request) -> Response {
        page("Look into your mail", nil, request) { html in
            html.p("If your address is known here, a link is on its way. It works for 30 minutes.")
            html.p(
                .class("muted"),
                "Nothing there after a few minutes? Look among unwanted mail, or ask whoever invited you.")
            html.p { html.a(.href("/portal/sign-in"), "Use another address") }
        }
    }

    func confirm(_ organisation: String, _ email: String, path: String, for request: Request) -> Response {
        page("Portal of \(organisation)", nil, request, brand: organisation) { html in
            html.p {
                html.text("You sign in as ")
                html.strong(.dir("ltr"), email)
                html.text(".")
            }
            html.form(.class("stack"), .method("post"), .action(path)) { html.submitButton("Sign in") }
        }
    }

    func spent(for request: Request) -> Response {
        var response = page("This link does not work any more", nil, request) { html in
            html.p("A link lets you in once, and not for long. Ask for a new one; it comes by e-mail.")
            html.linkButton("Ask for a new link", to: "/portal/sign-in", .primary)
        }
        response.status = 410
        return response
    }

    private func page(
        _ title: String, _ problem: Problem?, _ request: Request, brand: String = "Portal", _ content: (HTML) -> Void
    ) -> Response {
        let out = ByteWriter(capacity: 8 * 1024)
        let html = HTML(out)
        let theme = request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system
        html.publicPage(
            title: title, brand: brand, brandPath: "/portal", theme: theme, assets: assets, width: .narrow
        ) {
            html.h1(title)
            if let problem { html.callout(.bad, problem.fields.first?.message ?? problem.detail) }
            content(html)
        }
        var response = Response.html(out).with("Cache-Control", "no-store").with("Referrer-Policy", "strict-origin")
        if let problem { response.status = problem.status }
        return VisitorForm.guarded(response, for: request)
    }
}
