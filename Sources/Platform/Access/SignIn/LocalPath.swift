internal import HTTP

/// Where to go on to after signing in: only within this site, whatever a link says (open redirect).
enum LocalPath {
    static let home = "/"

    /// `text` if it is a path of this site, else the home page.
    static func checked(_ text: String?) -> String {
        guard let path = SitePath.checked(text), path.utf8.allSatisfy({ $0 < 128 }), !path.hasPrefix("/sign-") else {
            return home
        }
        return path
    }
}
