public import Core

extension Request {
    /// The body's bytes, read from disk if they are there. Throws `Problem` 503 if that fails.
    public func bytes() throws -> [UInt8] {
        switch body {
        case .memory(let bytes): bytes
        case .file(let file): try file.contents()
        }
    }

    /// The body as JSON. Throws `Problem` 415 or 400.
    public func json() throws -> JSON {
        guard let type = contentType, type == "application/json" || type.hasSuffix("+json") else {
            throw Problem(status: 415, code: "unsupported_media_type", "Send JSON (Content-Type: application/json).")
        }
        return try JSON(parsing: try bytes())
    }

    /// The body as `application/x-www-form-urlencoded` fields. Throws `Problem` 415 or 400.
    public func form() throws -> Fields {
        try requireContentType("application/x-www-form-urlencoded")
        guard let text = String(validating: try bytes(), as: UTF8.self), let fields = Fields(encoded: text) else {
            throw Problem.badRequest(
                "malformed_form",
                "The form is malformed: it needs percent-encoded UTF-8 without NUL, and at most \(Fields.limit) fields."
            )
        }
        return fields
    }

    /// The body as `multipart/form-data`: small fields in memory, files on disk. A body that is on disk is
    /// not brought into memory, but copying its files blocks: large ones belong on a worker. Throws `Problem` 415 or 400.
    public func multipart() throws -> MultipartForm {
        try requireContentType("multipart/form-data")
        guard let header = headers["Content-Type"], let boundary = parameterValue(of: header, named: "boundary"),
            (1...70).contains(boundary.utf8.count)
        else {
            throw Problem.badRequest("malformed_multipart", "The multipart body has no boundary in its Content-Type.")
        }
        let directory = temporaryDirectory
        return switch body {
        case .memory(let bytes):
            try bytes.withUnsafeBytes { try MultipartForm($0, boundary: boundary, directory: directory) }
        case .file(let file): try file.mapped { try MultipartForm($0, boundary: boundary, directory: directory) }
        }
    }
}

/// The value of `; name=value` or `; name="value"` in a header.
func parameterValue(of header: String, named name: String) -> String? {
    var rest = header.drop { $0 != ";" }
    while !rest.isEmpty {
        rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
        let key = rest.prefix { $0 != "=" && $0 != ";" }
        rest = rest.dropFirst(key.count)
        var value = ""
        if rest.first == "=" {
            rest = rest.dropFirst()
            if rest.first == "\"" {
                rest = rest.dropFirst()
                while let character = rest.first, character != "\"" {
                    rest = rest.dropFirst()
                    // Browsers escape only the quote; a lone backslash is part of a Windows path.
                    if character == "\\", rest.first == "\"" || rest.first == "\\" {
                        value.append(rest.removeFirst())
                    } else {
                        value.append(character)
                    }
                }
                rest = rest.dropFirst()
            } else {
                value = trimmed(rest.prefix { $0 != ";" })
            }
        }
        if equalsIgnoringCase(trimmed(key), name) { return value }
        rest = rest.drop { $0 != ";" }
    }
    return nil
}
