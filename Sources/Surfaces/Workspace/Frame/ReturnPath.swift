internal import HTTP

/// Where a form wants to go back to: a page of ours, never another site.
enum ReturnPath {
    /// `text` if it is a page of ours, else the home page.
    static func checked(_ text: String?) -> String { SitePath.checked(text) ?? "/" }

    static func read(_ form: Fields, or path: String) -> String { SitePath.checked(form["back"]) ?? path }
}
