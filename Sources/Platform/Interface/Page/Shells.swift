public import Core
public import HTML

/// How wide the column of a page without a frame is: 400, 560 or 960 pixels.
public enum ShellWidth: String, Sendable {
    case narrow, normal, wide
}

extension HTML {
    /// A page without the workspace's frame: the brand, one column, a quiet foot. For paying, booking and portals.
    public func publicPage(
        title: String, brand: String, brandPath: String = "/", language: String = "en", theme: Theme = .system,
        assets: AssetURLs, width: ShellWidth = .normal, index: Bool = false, description: String? = nil,
        styles: [String] = [], modules: [String] = [], libraries: [String] = [], foot: [Place] = [],
        _ content: () throws -> Void
    ) rethrows {
        try document(
            title: title, site: brand, language: language, theme: theme, assets: assets, description: description,
            index: index, styles: styles, modules: modules, libraries: libraries
        ) {
            a(.class("skip-link"), .href("#main"), "Skip to content")
            try div(.class("shell")) {
                header(.class("shell-head")) {
                    a(.class("brand"), .href(brandPath)) {
                        span(.class("brand-mark"), .aria("hidden", true), String(brand.prefix(1)).uppercased())
                        span(.class("truncate"), .dir("auto"), brand)
                    }
                }
                try main(.class("shell-main stack"), .id("main"), .tabindex(-1), .data("width", width.rawValue)) {
                    try content()
                }
                footer(.class("shell-foot")) { for place in foot { a(.href(place.path), place.title) } }
            }
        }
    }

    /// A page for signing in and what belongs to it: a narrow column with a heading and a form.
    /// - Parameters:
    ///   - lead: What the page is about, in a sentence below the heading.
    ///   - problem: Why the last try did not succeed.
    ///   - foot: Ways on for those who wanted something else.
    public func authPage(
        title: String, brand: String = "Mainline", language: String = "en", theme: Theme = .system, assets: AssetURLs,
        lead: String? = nil, problem: Problem? = nil, width: ShellWidth = .narrow, foot: [Place] = [],
        _ content: () throws -> Void
    ) rethrows {
        try publicPage(title: title, brand: brand, language: language, theme: theme, assets: assets, width: width) {
            h1(title)
            if let lead { p(.class("muted"), lead) }
            if let problem { callout(.bad, problem.detail) }
            try content()
            if !foot.isEmpty {
                nav(.class("row-group muted"), .aria("label", "Other ways on")) {
                    for place in foot { a(.href(place.path), place.title) }
                }
            }
        }
    }

    /// A problem in words, with a way on; inside any page.
    /// - Parameter correlation: What support finds the story by.
    public func problem(_ problem: Problem, correlation: String, wayOn: Place = Place("Go to the start page", "/")) {
        div(.class("stack"), .role("alert")) {
            p(.class("muted tabular"), "Error \(problem.status)")
            h1(ProblemWords.title(problem.status))
            p(problem.detail)
            if problem.fields.count > 1 {
                ul(.class("stack-tight")) { for field in problem.fields { li(field.message) } }
            }
            div(.class("row-group")) {
                linkButton(wayOn.title, to: wayOn.path, .primary, icon: wayOn.icon)
                if problem.status == 401 { linkButton("Sign in", to: "/sign-in") }
                if problem.status >= 500 || problem.status == 429 { linkButton("Try again", to: "", icon: .refresh) }
            }
            p(.class("muted")) {
                small {
                    text("Reference ")
                    code(correlation)
                }
            }
        }
    }

    /// A page that says what went wrong, for those who are not signed in or whose frame cannot be shown.
    public func problemPage(
        _ problem: Problem, correlation: String, brand: String = "Mainline", language: String = "en",
        theme: Theme = .system, assets: AssetURLs, wayOn: Place = Place("Go to the start page", "/")
    ) {
        publicPage(
            title: ProblemWords.title(problem.status), brand: brand, language: language, theme: theme, assets: assets,
            width: .normal
        ) { self.problem(problem, correlation: correlation, wayOn: wayOn) }
    }
}

/// Statuses in plain words.
enum ProblemWords {
    static func title(_ status: Int) -> String {
        switch status {
        case 401: "You are not signed in"
        case 403: "You may not do this"
        case 404: "There is nothing here"
        case 405, 415: "That request does not fit this page"
        case 409: "Someone was here before you"
        case 410: "This is gone"
        case 413: "That is too large"
        case 422, 400: "Something needs another look"
        case 429: "Too many requests"
        case 503: "Not available right now"
        case 500...: "This did not work"
        default: "That did not work"
        }
    }
}
