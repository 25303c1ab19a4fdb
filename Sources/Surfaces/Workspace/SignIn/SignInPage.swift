public import Access
internal import HTML
public import HTTP
public import Interface

/// The page where people sign in.
public struct SignInPage: SignInPages {
    private let page: AccountPage

    public init(assets: AssetURLs) { page = AccountPage(assets: assets) }

    public func signIn(_ form: SignInForm, for request: Request) -> Response {
        page.response("Sign in", problem: form.problem, foot: form.wayOn.map { Place($0.words, $0.path) }, for: request)
        {
            html in
            html.form(.class("stack"), .method("post"), .action("/sign-in")) {
                html.emailField(FormField("email", "Email", required: true), value: form.email)
                html.passwordField(FormField("password", "Password", required: true))
                html.hiddenField("next", form.next)
                html.submitButton("Sign in")
            }
        }
    }
}
