internal import Access
internal import Core
internal import HTTP

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
        // No session vouches for it: the browser's word on where the form was must do.
        if request.headers.contains("Origin") || request.headers.contains("Sec-Fetch-Site"),
            !OriginCheck.isSameOrigin(request)
        {
            throw Problem.forbidden("This request came from another site. Open the page here and try again.")
        }
        try (isSignUp ? signUpLimit : limit).check(request, at: .systemNow)
        return try request.form()
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
