internal import Core

/// PostgREST's grammar of conditions, as text alone: `status=eq.active`, `or=(status.eq.a,name.ilike.*b*)`,
/// `owner_id=in.(…)`, `tags=cs.{a,b}`, `created_at=not.is.null`. Throws `Problem` 400 that says what is wrong.
enum FilterGrammar {
    /// Nested and/or lists deeper than this are refused.
    static let maxDepth = 5
    static let maxMembers = 50
    static let maxValues = 500

    /// `name` and `text` of one query parameter.
    static func tree(_ name: String, _ text: String) throws -> FilterTree {
        guard !text.utf8.contains(0) else {
            throw Problem.badRequest("bad_value", "The value of “\(name)” holds a zero byte, which no text has.")
        }
        switch name {
        case "and", "or": return try group(name, text, depth: 0)
        case "not.and", "not.or": return .not(try group(String(name.dropFirst(4)), text, depth: 0))
        default: return try condition(name, text)
        }
    }

    private static func group(_ kind: String, _ text: String, depth: Int) throws -> FilterTree {
        guard depth < maxDepth else {
            throw Problem.badRequest("too_deep", "Conditions may be nested \(maxDepth) deep.")
        }
        guard text.hasPrefix("("), text.hasSuffix(")") else {
            throw Problem.badRequest(
                "bad_filter", "“\(kind)” needs a list in parentheses: \(kind)=(status.eq.active,name.ilike.*ada*).")
        }
        let parts = try split(String(text.dropFirst().dropLast()))
        guard parts.count <= maxMembers else {
            throw Problem.badRequest("too_many", "“\(kind)” takes at most \(maxMembers) conditions.")
        }
        let filters = try parts.map { try member($0, depth: depth + 1) }
        return kind == "or" ? .any(filters) : .all(filters)
    }

    private static func member(_ text: String, depth: Int) throws -> FilterTree {
        for kind in ["and", "or"] {
            if text.hasPrefix(kind + "(") { return try group(kind, String(text.dropFirst(kind.count)), depth: depth) }
            if text.hasPrefix("not." + kind + "(") {
                return .not(try group(kind, String(text.dropFirst(kind.count + 4)), depth: depth))
            }
        }
        guard let dot = text.firstIndex(of: ".") else {
            throw Problem.badRequest(
                "bad_filter", "“\(text)” needs a column, an operator and a value: status.eq.active.")
        }
        return try condition(String(text[..<dot]), String(text[text.index(after: dot)...]))
    }

    private static func condition(_ field: String, _ text: String) throws -> FilterTree {
        guard let dot = text.firstIndex(of: ".") else {
            throw Problem.badRequest("bad_filter", "\(field)=\(text) needs an operator: \(field)=eq.\(text).")
        }
        let name = String(text[..<dot])
        let value = String(text[text.index(after: dot)...])
        if name == "not" { return .not(try condition(field, value)) }
        // What PostgREST has under several names is one thing here.
        let known = ["plfts": "fts", "wfts": "fts", "phfts": "fts"][name] ?? name
        guard let comparison = FilterOperator(rawValue: known) else {
            throw Problem.badRequest(
                "unknown_operator",
                "\(field): there is no operator “\(name)”. The operators are: \(FilterOperator.names).")
        }
        return .test(FilterTest(field, comparison, try values(field, comparison, value)))
    }

    private static func values(_ field: String, _ comparison: FilterOperator, _ text: String) throws -> [String] {
        if comparison.takesList {
            guard text.hasPrefix("("), text.hasSuffix(")") else {
                throw Problem.badRequest(
                    "bad_filter",
                    "“\(comparison.rawValue)” needs a list in parentheses: \(field)=\(comparison.rawValue).(a,b).")
            }
            let items = try split(String(text.dropFirst().dropLast())).map(unquoted)
            guard items.count <= maxValues else {
                throw Problem.badRequest(
                    "too_many", "“\(comparison.rawValue)” takes at most \(maxValues) values; \(field) has more.")
            }
            guard comparison != .between || items.count == 2 else {
                throw Problem.badRequest("bad_value", "\(field)=between takes two values: \(field)=between.(1,9).")
            }
            return items
        }
        return [unquoted(text)]
    }

    static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var clean = ""
        var escaped = false
        for character in text.dropFirst().dropLast() {
            if !escaped, character == "\\" {
                escaped = true
                continue
            }
            clean.append(character)
            escaped = false
        }
        return clean
    }

    /// Splits at commas outside parentheses, braces and quotes.
    static func split(_ text: String) throws -> [String] {
        var parts: [String] = []
        var current = ""
        var (depth, braces) = (0, 0)
        var (quoted, escaped) = (false, false)
        for character in text {
            if escaped {
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
            } else if !quoted, character == "(" {
                depth += 1
            } else if !quoted, character == ")" {
                depth -= 1
            } else if !quoted, character == "{", braces > 0 || current.last == "." {
                braces += 1
            } else if !quoted, character == "}", braces > 0 {
                braces -= 1
            } else if !quoted, depth == 0, braces == 0, character == "," {
                parts.append(current)
                current = ""
                continue
            }
            current.append(character)
        }
        guard depth == 0, !quoted, braces == 0 else {
            throw Problem.badRequest("bad_filter", "A parenthesis, brace or quote is not closed in “\(text)”.")
        }
        if !current.isEmpty || !parts.isEmpty { parts.append(current) }
        return parts
    }

    // MARK: - Writing

    static func text(_ test: FilterTest, nested: Bool) -> String {
        let values = test.values.map { quoted($0, nested: nested || test.comparison.takesList) }
        let value = test.comparison.takesList ? "(" + values.joined(separator: ",") + ")" : values.first ?? ""
        return "\(test.comparison.rawValue).\(value)"
    }

    private static func quoted(_ text: String, nested: Bool) -> String {
        let isPlain =
            nested
            ? !text.isEmpty && !text.contains(where: { ",()\"\\".contains($0) })
                && (!text.contains("{") && !text.contains("}"))
            : !(text.hasPrefix("\"") && text.hasSuffix("\"") && text.count >= 2)
        if isPlain { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A member of an and/or list.
    static func member(_ tree: FilterTree) -> String {
        switch tree {
        case .test(let test): "\(test.field).\(text(test, nested: true))"
        case .all(let parts): "and(\(parts.map(member).joined(separator: ",")))"
        case .any(let parts): "or(\(parts.map(member).joined(separator: ",")))"
        case .not(.test(let test)): "\(test.field).not.\(text(test, nested: true))"
        case .not(.not(let part)): member(part)
        case .not(let part): "not." + member(part)
        }
    }
}

extension FilterTree {
    /// Reads the conditions of a query string. Throws `Problem` 400.
    public init(query: [(name: String, value: String)]) throws {
        let parts = try query.map { try FilterGrammar.tree($0.name, $0.value) }
        self = parts.count == 1 ? parts[0] : .all(parts)
    }

    /// As query parameters that `init(query:)` reads.
    public var query: [(name: String, value: String)] {
        switch self {
        case .all(let parts): parts.flatMap(\.parameters)
        default: parameters
        }
    }

    private var parameters: [(name: String, value: String)] {
        switch self {
        case .test(let test): [(test.field, FilterGrammar.text(test, nested: false))]
        case .not(.test(let test)): [(test.field, "not." + FilterGrammar.text(test, nested: false))]
        case .not(.not(let part)): part.parameters
        case .any(let parts): [("or", list(parts))]
        case .all(let parts): [("and", list(parts))]
        case .not(.any(let parts)): [("not.or", list(parts))]
        case .not(.all(let parts)): [("not.and", list(parts))]
        }
    }

    private func list(_ parts: [FilterTree]) -> String {
        "(" + parts.map(FilterGrammar.member).joined(separator: ",") + ")"
    }
}
