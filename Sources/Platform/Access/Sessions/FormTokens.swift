internal import Core
internal import Glibc
internal import HTTP

/// Puts the session's token into every form of a finished page that posts, so that no page can forget it: a hidden field
/// into forms, `<meta name="csrf-token">` for scripts, and a header that htmx sends with every request.
///
/// Works on the bytes, which is safe because everything that pages write is escaped: `<form` is always a form, and the
/// next `>` always ends its tag.
enum FormTokens {
    static func added(to response: Response, for request: Request) -> Response {
        guard case .bytes(let page) = response.body, response.headers["Content-Type"]?.hasPrefix("text/html") == true,
            let token = CSRF.token(for: request, answeredBy: response)
        else { return response }
        var response = response
        response.body = .bytes(added(to: page, CSRF.field, token, isForScripts: true))
        return response
    }

    /// Puts a hidden field into the page's forms that post, and nothing else.
    static func added(_ field: String, _ token: String, toFormsOf page: ByteWriter) -> ByteWriter {
        added(to: page, field, token, isForScripts: false)
    }

    /// `token` in url-safe base64.
    private static func added(
        to page: ByteWriter, _ field: String, _ token: String, isForScripts: Bool
    ) -> ByteWriter {
        let out = ByteWriter(capacity: page.count + 1024)
        let bytes = UnsafeRawBufferPointer(page.bytes)
        var written = 0
        func copy(to end: Int) {
            out.append(UnsafeRawBufferPointer(rebasing: bytes[written..<end]))
            written = end
        }
        var position = 0
        while let start = next(UInt8(ascii: "<"), in: bytes, from: position) {
            position = start + 1
            if matches("<form", bytes, start), let end = next(UInt8(ascii: ">"), in: bytes, from: start) {
                position = end + 1
                guard posts(bytes[start..<end]) else { continue }
                copy(to: position)
                out.append("<input type=\"hidden\" name=\"\(field)\" value=\"\(token)\">")
            } else if isForScripts, matches("<head>", bytes, start) {
                copy(to: start + 6)
                out.append("<meta name=\"csrf-token\" content=\"\(token)\">")
            } else if isForScripts, matches("<body", bytes, start) {
                copy(to: start + 5)
                out.append(" hx-headers='{\"\(CSRF.header)\":\"\(token)\"}'")
            }
        }
        copy(to: bytes.count)
        return out
    }

    private static func posts(_ tag: Slice<UnsafeRawBufferPointer>) -> Bool {
        let wanted = Array("method=\"post\"".utf8)
        var start = tag.startIndex
        while start + wanted.count <= tag.endIndex {
            if tag[start..<start + wanted.count].elementsEqual(wanted) { return true }
            start += 1
        }
        return false
    }

    private static func matches(_ text: StaticString, _ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start + count <= bytes.count, let base = bytes.baseAddress else { return false }
        return memcmp(base + start, text.utf8Start, count) == 0
    }

    private static func next(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
