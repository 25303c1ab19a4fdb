/// Whether an address that came along with a request leads to a page of this site: where to go on to must never be
/// another site, whatever a link or form says (open redirect).
public enum SitePath {
    /// `text` if it is a path of this site. Browsers read `//host` and `/\\host` as another site, and drop tabs and line
    /// breaks before they look, so `/<tab>/host` is one too.
    public static func checked(_ text: String?) -> String? {
        guard let text, text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 2000, !text.hasPrefix("//"),
            text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 && $0 != "\\" })
        else { return nil }
        return text
    }
}
