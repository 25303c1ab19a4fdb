extension MailAddress {
    /// Reads `ada@example.com` or `Ada Marsh <ada@example.com>`, as settings have it. Throws `MailError`.
    public init(parsing text: String) throws {
        guard let open = text.lastIndex(of: "<"), text.hasSuffix(">") else {
            try self.init(text)
            return
        }
        let name = text[..<open].drop(while: \.isWhitespace)
        let trimmed = name.reversed().drop(while: \.isWhitespace).reversed()
        try self.init(String(text[text.index(after: open)...].dropLast()), name: String(trimmed))
    }
}
