internal import Core
internal import HTML
public import HTTP
public import Interface

/// The frame of pages about a person's account, for those who have no workspace around them (yet): signing in and up,
/// a new password, an invitation, the second step.
public struct AccountPage: Sendable {
    let assets: AssetURLs

    public init(assets: AssetURLs) { self.assets = assets }

    /// - Parameters:
    ///   - lead: What the page is about, below its title.
    ///   - problem: Why the last try did not succeed. Without it the answer is 200; else its status, but 422 for 401,
    ///     which would make some clients ask for a password by themselves.
    ///   - foot: Ways on for those who wanted something else.
    func response(
        _ title: String, lead: String? = nil, problem: Problem? = nil, foot: [Place] = [], width: ShellWidth = .narrow,
        for request: Request, _ content: (HTML) throws -> Void
    ) rethrows -> Response {
        let page = ByteWriter(capacity: 8 * 1024)
        let html = HTML(page)
        let theme = request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system
        try html.authPage(
            title: title, theme: theme, assets: assets, lead: lead, problem: problem, width: width, foot: foot
        ) {
            if let notice = NoticeCookie.read(request) { html.callout(notice.tone, notice.text) }
            try content(html)
        }
        var response = Response.html(page).with("Cache-Control", "no-store").with("Referrer-Policy", "same-origin")
        if NoticeCookie.isSet(request) { response = response.with(NoticeCookie.removal(for: request)) }
        if let problem {
            response.status = problem.status == 401 ? 422 : problem.status
            if let wait = problem.retryAfter { response = response.with("Retry-After", String(wait)) }
        }
        return response
    }
}
