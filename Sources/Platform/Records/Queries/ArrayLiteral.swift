internal import Core

/// A list of texts as PostgreSQL writes it: `{a,"b, c"}`.
enum ArrayLiteral {
    /// nil unless the text is such a list, flat and without nulls.
    static func items(_ text: String) -> [String]? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        var items: [String] = []
        var current = ""
        var (quoted, escaped, wasQuoted) = (false, false, false)
        let inner = text.dropFirst().dropLast()
        if inner.allSatisfy(\.isWhitespace) { return [] }
        func close() -> Bool {
            let item = wasQuoted ? current : current.trimmed
            guard wasQuoted || !item.isEmpty && item.lowercased() != "null" else { return false }
            items.append(item)
            current = ""
            wasQuoted = false
            return true
        }
        for character in inner {
            if escaped {
                current.append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
                if !quoted { wasQuoted = true } else { current = "" }
            } else if quoted {
                current.append(character)
            } else if character == "," {
                guard close() else { return nil }
            } else if character == "{" || character == "}" {
                return nil
            } else if !wasQuoted {
                current.append(character)
            }
        }
        guard !quoted, !escaped, close() else { return nil }
        return items
    }

    static func text(_ items: [String]) -> String {
        "{"
            + items.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
            .joined(separator: ",") + "}"
    }
}
