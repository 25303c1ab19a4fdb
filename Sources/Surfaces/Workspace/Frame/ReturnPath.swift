internal import HTTP

/// Where a form wants to go back to: a page of ours, never another site.
enum ReturnPath {
    static func read(_ form: Fields, or path: String) -> String {
        guard let back = form["back"], back.hasPrefix("/"), !back.hasPrefix("//"), !back.contains("\\"),
            !back.contains(where: \.isNewline)
        else {
            return path
        }
        return back
    }
}
