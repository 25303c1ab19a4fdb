internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// What all forms without a workspace around them ask of a request before they do anything.
struct AccountForms: Sendable {
    let accounts: Accounts
    let page: AccountPage
    /// Of one address within a minute: letters asked for and passwords set, and sign-ups.
    private let limit = PublicLimit(perMinute: 30)
    private let signUpLimit = PublicLimit(perMinute: 6)

    init(_ accounts: Accounts, _ page: AccountPage) {
        self.accounts = accounts
        self.page = page
    }

    /// The fields of a form that this site sent, not too often. Throws `Problem` 400, 403, 429.
    func read(_ request: Request, isSignUp: Bool = false) throws -> Fields {
        try VisitorForm.require(request)
        try (isSignUp ? signUpLimit : limit).check(request, at: .systemNow)
        return try request.form()
    }

    /// A page whose forms are proved to be ours when they are sent. See `AccountPage.response`.
    func response(
        _ title: String, lead: String? = nil, problem: Problem? = nil, foot: [Place] = [], width: ShellWidth = .narrow,
        for request: Request, _ content: (HTML) throws -> Void
    ) rethrows -> Response {
        let response = try page.response(
            title, lead: lead, problem: problem, foot: foot, width: width, for: request, content)
        // Not even our own server is told the address of a page that a secret link opened.
        return VisitorForm.guarded(response.with("Referrer-Policy", "strict-origin"), for: request)
    }

    /// To `path`, for plain forms and for those that scripts have sent.
    static func go(_ request: Request, to path: String) -> Response {
        let response =
            request.isFragment ? Response(status: 204, headers: ["HX-Redirect": path]) : Response.redirect(to: path)
        return response.with("Cache-Control", "no-store")
    }

    /// A small body is all these forms need.
    static let limits = Route.Limits(body: 16 << 10)
}
