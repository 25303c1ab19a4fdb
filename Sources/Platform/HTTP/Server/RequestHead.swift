internal import CMicrohttpd
internal import Core
internal import Glibc
internal import Telemetry

/// What libmicrohttpd read of a request, checked for what it lets through.
struct RequestHead {
    let method: Method
    let target: RequestTarget
    let headers: Headers
    /// nil for a chunked body.
    let contentLength: Int?

    /// Throws `Problem` 400, 431 or 501.
    init(method: String, target: String?, connection: OpaquePointer, maxFields: Int) throws {
        guard let method = Method(rawValue: method) else {
            throw Problem(status: 501, code: "not_implemented", "The method \(method.prefix(20)) is not known here.")
        }
        self.method = method
        guard let target else { throw Problem.badRequest("malformed_target", "The address is not valid UTF-8.") }
        let collector = HeaderCollector()
        MHD_get_connection_values_n(
            connection, .HEADER_KIND, collectHeader, Unmanaged.passUnretained(collector).toOpaque())
        guard !collector.isMalformed else {
            throw Problem.badRequest("malformed_header", "A header holds control characters or is not valid UTF-8.")
        }
        guard collector.headers.fields.count <= maxFields else {
            throw Problem(status: 431, code: "too_many_headers", "More than \(maxFields) header fields.")
        }
        headers = collector.headers
        contentLength = try Self.framing(headers)
        try Self.checkHost(headers)
        self.target = try RequestTarget(target)
    }

    /// Where the body ends must be beyond doubt, or a proxy in front may see other requests than we do (RFC 9112 §6.3).
    private static func framing(_ headers: Headers) throws -> Int? {
        let lengths = headers.all("Content-Length")
        let encodings = headers.all("Transfer-Encoding")
        guard encodings.isEmpty || lengths.isEmpty else {
            throw Problem.badRequest("ambiguous_length", "Content-Length together with Transfer-Encoding.")
        }
        guard encodings.isEmpty || (encodings.count == 1 && equalsIgnoringCase(encodings[0], "chunked")) else {
            throw Problem.badRequest("unsupported_encoding", "The only Transfer-Encoding understood is chunked.")
        }
        guard encodings.isEmpty else { return nil }
        guard Set(lengths).count <= 1 else {
            throw Problem.badRequest("ambiguous_length", "Conflicting Content-Length.")
        }
        guard let text = lengths.first else { return 0 }
        guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let length = Int(text) else {
            throw Problem.badRequest("malformed_length", "Content-Length is not a number.")
        }
        return length
    }

    private static func checkHost(_ headers: Headers) throws {
        let hosts = headers.all("Host")
        let isPlain = hosts.first?.utf8.allSatisfy { byte in
            switch byte {
            case 45, 46, 48...58, 65...91, 93, 95, 97...122: true
            default: false
            }
        }
        guard hosts.count == 1, let host = hosts.first, !host.isEmpty, isPlain == true else {
            throw Problem.badRequest("malformed_host", "Send exactly one Host header with the name of this server.")
        }
    }
}

private final class HeaderCollector {
    var headers = Headers()
    var isMalformed = false
}

private func collectHeader(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?, _ nameSize: Int,
    _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
    guard let context, let name else { return .YES }
    let collector = Unmanaged<HeaderCollector>.fromOpaque(context).takeUnretainedValue()
    guard let name = token(name, nameSize), let value = value.map({ text($0, valueSize) }) ?? "" else {
        collector.isMalformed = true
        return .NO
    }
    collector.headers.add(name, value)
    return .YES
}

/// RFC 9110 §5.6.2; anything else in a header's name is an attempt to confuse.
private func token(_ start: UnsafePointer<CChar>, _ count: Int) -> String? {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let isToken =
        !bytes.isEmpty
        && bytes.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 94...122, 124, 126, 33, 35...39, 42, 43, 45, 46: true
            default: false
            }
        }
    return isToken ? String(decoding: bytes, as: UTF8.self) : nil
}

private func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String? {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    guard bytes.allSatisfy({ ($0 >= 32 && $0 != 127) || $0 == 9 }) else { return nil }
    let value = String(validating: bytes, as: UTF8.self)
    return value.map { $0.hasPrefix(" ") || $0.hasSuffix(" ") || $0.hasSuffix("\t") ? trimmed($0) : $0 }
}
