public import Access
internal import Core
internal import HTML
public import HTTP
public import Interface

/// The page where people sign in.
public struct SignInPage: SignInPages {
    private let assets: AssetURLs

    public init(assets: AssetURLs) { self.assets = assets }

    public func signIn(_ form: SignInForm, for request: Request) -> Response {
        let page = ByteWriter()
        let html = HTML(page)
        let theme = request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system
        html.authPage(title: "Sign in", theme: theme, assets: assets, problem: form.problem) {
            html.form(.class("stack"), .method("post"), .action("/sign-in")) {
                html.emailField(FormField("email", "Email", required: true), value: form.email)
                html.passwordField(FormField("password", "Password", required: true))
                html.hiddenField("next", form.next)
                html.submitButton("Sign in")
            }
        }
        return .html(page)
    }
}
