internal import Core

/// What the client sent and what it takes (RFC 9110 §8.3, §12.5).
extension Request {
    /// The body's media type without parameters, lower case; nil if none was sent.
    public var contentType: String? {
        headers["Content-Type"].map { trimmed($0.prefix { $0 != ";" }).lowercased() }
    }

    /// Throws `Problem` 415 unless the body's media type is one of `types`.
    public func requireContentType(_ types: String...) throws {
        if let contentType, types.contains(contentType) { return }
        throw Problem(
            status: 415, code: "unsupported_media_type",
            "Send the body as \(types.joined(separator: " or ")) (header Content-Type).")
    }

    /// Throws `Problem` 406 unless the client takes one of `types`. Returns the first that it takes.
    @discardableResult
    public func requireAccepts(_ types: String...) throws -> String {
        if let type = types.first(where: accepts) { return type }
        throw Problem(
            status: 406, code: "not_acceptable", "This address answers with \(types.joined(separator: " or ")) only.")
    }

    /// Whether the Accept header admits `type`. Without the header everything is admitted.
    public func accepts(_ type: String) -> Bool {
        let lines = headers.all("Accept")
        guard !lines.isEmpty else { return true }
        let family = type.prefix { $0 != "/" } + "/*"
        let ranked = QualityList(lines)
        return (ranked[type] ?? ranked[String(family)] ?? ranked["*/*"] ?? 0) > 0
    }
}
