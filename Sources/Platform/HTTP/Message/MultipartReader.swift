internal import Core
internal import Glibc

/// Takes the parts of a multipart body one after the other, without copying their content.
struct MultipartReader {
    struct Part {
        let headers: Headers
        let content: UnsafeRawBufferPointer
    }

    private var rest: UnsafeRawBufferPointer
    private let delimiter: [UInt8]
    private var started = false

    init(_ body: UnsafeRawBufferPointer, boundary: String) {
        rest = body
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// The next part, nil after the closing delimiter. Throws `Problem` 400.
    mutating func next() throws -> Part? {
        if !started { try skipPreamble() }
        if rest.starts(with: [45, 45]) { return nil }
        guard let lineEnd = position(of: [13, 10]), rest[..<lineEnd].allSatisfy({ $0 == 32 || $0 == 9 }) else {
            throw Self.malformed("text behind a boundary")
        }
        drop(lineEnd)  // keeps the line end: a part without headers begins with an empty line
        guard let headEnd = position(of: [13, 10, 13, 10]), headEnd <= 8192 else {
            throw Self.malformed("a part's headers do not end")
        }
        let headers = try Self.headers(UnsafeRawBufferPointer(rebasing: rest[..<headEnd]))
        drop(headEnd + 2)
        // From here on `rest` begins with the empty line's end, so empty content still has its delimiter.
        guard let end = position(of: delimiter) else { throw Self.malformed("the closing boundary is missing") }
        let content = UnsafeRawBufferPointer(rebasing: rest[min(2, end)..<end])
        drop(end + delimiter.count)
        return Part(headers: headers, content: content)
    }

    private mutating func skipPreamble() throws {
        started = true
        let first = delimiter.dropFirst(2)
        if rest.starts(with: first) { return drop(first.count) }
        guard let start = position(of: delimiter) else { throw Self.malformed("no boundary") }
        drop(start + delimiter.count)
    }

    private mutating func drop(_ count: Int) { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }

    private func position(of needle: [UInt8]) -> Int? {
        guard let start = rest.baseAddress, let first = needle.first else { return nil }
        var from = 0
        while rest.count - from >= needle.count, let found = memchr(start + from, Int32(first), rest.count - from) {
            let position = UnsafeRawPointer(found) - start
            guard rest.count - position >= needle.count else { return nil }
            if memcmp(start + position, needle, needle.count) == 0 { return position }
            from = position + 1
        }
        return nil
    }

    private static func headers(_ bytes: UnsafeRawBufferPointer) throws -> Headers {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("headers that are not UTF-8") }
        var headers = Headers()
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { throw malformed("a header without a colon") }
            headers.add(trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...]))
        }
        return headers
    }

    static func malformed(_ what: String) -> Problem {
        .badRequest("malformed_multipart", "The multipart body is malformed: \(what).")
    }
}
