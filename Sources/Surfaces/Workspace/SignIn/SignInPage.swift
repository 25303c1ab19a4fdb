public import Access
internal import HTML
public import HTTP
public import Interface

/// The pages where people sign in.
public struct SignInPage: SignInPages {
    private let page: AccountPage

    public init(assets: AssetURLs) { page = AccountPage(assets: assets) }

    public func signIn(_ form: SignInForm, for request: Request) -> Response {
        page.response("Sign in", problem: form.problem, foot: form.wayOn.map { Place($0.words, $0.path) }, for: request)
        {
            html in
            html.form(.class("stack"), .method("post"), .action("/sign-in")) {
                html.emailField(FormField("email", "E-mail", required: true), value: form.email)
                html.passwordField(FormField("password", "Password", required: true))
                html.hiddenField("next", form.next)
                html.submitButton("Sign in")
            }
            if !form.providers.isEmpty {
                html.div(.class("divider"), "or")
                // Links, because a form may not lead to another site.
                html.div(.class("sign-in-ways")) {
                    for way in form.providers { html.linkButton(way.words, to: way.path, icon: .signIn) }
                }
            }
        }
    }

    public func secondStep(_ step: SignInStep, for request: Request) -> Response {
        page.response(
            "Enter your code", lead: "The six digits that your authenticator app shows for Mainline.",
            problem: step.problem, foot: [Place("Sign in as somebody else", "/sign-in")], for: request
        ) { html in
            html.form(.class("stack"), .method("post"), .action("/sign-in/second-step")) {
                html.codeField(
                    FormField(
                        "code", "Code", hint: "Without your device, enter one of your recovery codes here.",
                        required: true))
                html.submitButton("Go on")
            }
        }
    }

    public func link(_ step: SignInStep, for request: Request) -> Response {
        page.response(
            "Connect your account",
            lead:
                "\(step.provider) says that you are \(step.email), which has an account here. Enter its password once to "
                + "connect the two.",
            problem: step.problem, foot: [Place("Sign in another way", "/sign-in")], for: request
        ) { html in
            html.form(.class("stack"), .method("post"), .action("/sign-in/link")) {
                html.passwordField(FormField("password", "Password of your Mainline account", required: true))
                html.submitButton("Connect and sign in")
            }
        }
    }

    public func organisation(next: String, for request: Request) -> Response {
        page.response(
            "Sign in with your organisation", lead: "Enter its short name to see the ways it has set up.",
            foot: [Place("Sign in with your password", "/sign-in")], for: request
        ) { html in
            html.form(.class("stack"), .action("/sign-in")) {
                html.textField(
                    FormField(
                        "organisation", "Short name", hint: "As in its addresses, such as acme. Colleagues know it.",
                        required: true), attributes: [.maxlength(63), .autocomplete("organization"), .dir("ltr")])
                html.hiddenField("next", next)
                html.submitButton("Go on")
            }
        }
    }
}

extension HTML {
    /// For a code of a device, or a recovery code: phones offer the digits, and nothing corrects what is typed.
    func codeField(_ field: FormField) {
        div(.class("code-input")) {
            textField(
                field,
                attributes: [
                    .autocomplete("one-time-code"), .maxlength(20), .attribute("spellcheck", "false"), .dir("ltr"),
                    .attribute("autocapitalize", "none"),
                ])
        }
    }
}
