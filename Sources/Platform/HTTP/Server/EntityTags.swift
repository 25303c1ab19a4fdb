/// Entity tags (RFC 9110 §8.8.3, §13.1).
enum EntityTags {
    /// Whether an If-None-Match list names `etag`, compared weakly. A list of `*` names everything.
    static func list(_ list: String, holds etag: String) -> Bool {
        trimmed(list) == "*" || list.split(separator: ",").contains { opaque(trimmed($0)) == opaque(etag) }
    }

    static func opaque(_ etag: String) -> Substring { etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...] }
}
