internal import HTTP

/// Where a form wants to go back to: a page of ours, never another site.
enum ReturnPath {
    /// `text` if it is a page of ours, else the home page. Browsers drop tabs and line breaks before they look.
    static func checked(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2000,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }

    static func read(_ form: Fields, or path: String) -> String {
        guard let back = form["back"], back.hasPrefix("/"), !back.hasPrefix("//"), !back.contains("\\"),
            !back.contains(where: \.isNewline)
        else {
            return path
        }
        return back
    }
}
