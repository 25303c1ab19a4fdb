internal import HTTP

/// Where a form wants to go back to: a page of ours, never another site.
enum ReturnPath {
    static func read(_ form: Fields, or path: String) -> String { SitePath.checked(form["back"]) ?? path }
}
