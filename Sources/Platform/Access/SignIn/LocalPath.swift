/// Where to go on to after signing in: only within this site, whatever a link says (open redirect).
enum LocalPath {
    static let home = "/"

    /// `text` if it is a path of this site, else the home page. Browsers read `//host` and `/\host` as another site, and
    /// drop tabs and line breaks before they look.
    static func checked(_ text: String?) -> String {
        guard let text, text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 2000,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }), !text.hasPrefix("//"),
            !text.hasPrefix("/sign-")
        else { return home }
        return text
    }
}
