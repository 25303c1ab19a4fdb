public import Core

/// Reads PostgREST's filter grammar: `status=eq.active`, `name=ilike.*marsh*`, `or=(status.eq.a,status.eq.b)`,
/// `created_at=not.is.null`, `owner_id=in.(…)`. Throws `Problem` 400 that names the column, operator or value.
struct FilterParser {
    let fields: [Field]
    let context: Context
    /// Nested and/or lists deeper than this are refused.
    private let maxDepth = 5

    init(_ fields: [Field], context: Context) {
        self.fields = fields
        self.context = context
    }

    /// `name` and `text` of one query parameter.
    func filter(_ name: String, _ text: String) throws -> Filter {
        guard !text.utf8.contains(0) else {
            throw Problem.badRequest("bad_value", "The value of “\(name)” holds a zero byte, which no text has.")
        }
        switch name {
        case "and", "or": return try group(name, text, depth: 0)
        case "not.and", "not.or": return .not(try group(String(name.dropFirst(4)), text, depth: 0))
        default: return try condition(try field(name), text)
        }
    }

    private func field(_ name: String) throws -> Field {
        guard let field = fields.first(where: { $0.name == name }) else {
            throw Problem.badRequest(
                "unknown_column",
                "There is no column “\(name)”. The columns are: \(fields.map(\.name).sorted().joined(separator: ", "))."
            )
        }
        return field
    }

    private func group(_ kind: String, _ text: String, depth: Int) throws -> Filter {
        guard depth < maxDepth else {
            throw Problem.badRequest("too_deep", "Conditions may be nested \(maxDepth) deep.")
        }
        guard text.hasPrefix("("), text.hasSuffix(")") else {
            throw Problem.badRequest(
                "bad_filter", "“\(kind)” needs a list in parentheses: \(kind)=(status.eq.active,name.ilike.*ada*).")
        }
        let parts = try split(String(text.dropFirst().dropLast()))
        guard parts.count <= 50 else { throw Problem.badRequest("too_many", "“\(kind)” takes at most 50 conditions.") }
        let filters = try parts.map { try member($0, depth: depth + 1) }
        return kind == "or" ? .any(filters) : .all(filters)
    }

    private func member(_ text: String, depth: Int) throws -> Filter {
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
        return try condition(try field(String(text[..<dot])), String(text[text.index(after: dot)...]))
    }

    private func condition(_ field: Field, _ text: String) throws -> Filter {
        guard let dot = text.firstIndex(of: ".") else {
            throw Problem.badRequest("bad_filter", "\(field.name)=\(text) needs an operator: \(field.name)=eq.\(text).")
        }
        let name = String(text[..<dot])
        let value = String(text[text.index(after: dot)...])
        switch name {
        case "not": return .not(try condition(field, value))
        case "is": return try isCondition(field, value)
        case "in": return try among(field, value)
        case "fts", "plfts", "wfts":
            guard field.kind.isText else {
                throw Problem.badRequest("unknown_operator", "Only text can be searched: \(field.name) cannot.")
            }
            return .matches(field, value)
        case "like", "ilike":
            guard field.kind.isText, let comparison = Filter.Comparison(rawValue: name) else {
                throw Problem.badRequest("unknown_operator", "\(field.name) is not text: use eq, gt, lt or in.")
            }
            return .compare(field, comparison, value.replacing("*", with: "%"))
        default:
            guard let comparison = Filter.Comparison(rawValue: name) else {
                throw Problem.badRequest(
                    "unknown_operator",
                    "There is no operator “\(name)”. The operators are: eq, neq, gt, gte, lt, lte, like, ilike, in, is, fts, not."
                )
            }
            return .compare(field, comparison, try checked(field, value))
        }
    }

    private func isCondition(_ field: Field, _ value: String) throws -> Filter {
        switch value {
        case "null": return .isNull(field)
        case "true" where field.kind == .boolean: return .isBoolean(field, true)
        case "false" where field.kind == .boolean: return .isBoolean(field, false)
        default:
            throw Problem.badRequest(
                "bad_value", "\(field.name)=is.\(value): “is” takes null, or true and false for yes/no columns.")
        }
    }

    private func among(_ field: Field, _ value: String) throws -> Filter {
        guard field.kind != .tags, !field.kind.isMultiChoice else {
            throw Problem.badRequest("unknown_operator", "\(field.name) holds a list: compare it with eq.{a,b}.")
        }
        guard value.hasPrefix("("), value.hasSuffix(")") else {
            throw Problem.badRequest("bad_filter", "“in” needs a list in parentheses: \(field.name)=in.(a,b).")
        }
        let items = try split(String(value.dropFirst().dropLast()))
        guard items.count <= 500 else { throw Problem.badRequest("too_many", "“in” takes at most 500 values.") }
        return .among(field, try items.map { try checked(field, unquoted($0)) })
    }

    /// Checks a value against its field's kind, so that PostgreSQL never has to refuse it.
    private func checked(_ field: Field, _ value: String) throws -> String {
        switch field.kind {
        case .text, .longText, .email, .url, .choice: return unquoted(value)
        case .phone: return unquoted(value).replacing(" ", with: "")
        case .tags, .multiChoice:
            guard value.hasPrefix("{"), value.hasSuffix("}") else {
                throw Problem.badRequest("bad_value", "\(field.name) takes a list such as {a,b}.")
            }
            return value
        case .json, .address: return try JSON(parsing: value).text
        default:
            do throws(FieldFault) {
                let clean = try field.normalise(.string(value), country: context.country, zone: context.zone)
                guard !clean.isNull else {
                    throw field.fault("invalid", "\(field.label) needs a value; ask for none with is.null.")
                }
                return clean.string ?? clean.text
            } catch {
                throw Problem.badRequest("bad_value", "\(field.name): \(error.error.message)")
            }
        }
    }

    private func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }

    /// Splits at commas outside parentheses and quotes.
    private func split(_ text: String) throws -> [String] {
        var parts: [String] = []
        var current = ""
        var depth = 0
        var quoted = false
        var escaped = false
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
            } else if !quoted, depth == 0, character == "," {
                parts.append(current)
                current = ""
                continue
            }
            current.append(character)
        }
        guard depth == 0, !quoted else {
            throw Problem.badRequest("bad_filter", "A parenthesis or quote is not closed in “\(text)”.")
        }
        if !current.isEmpty || !parts.isEmpty { parts.append(current) }
        return parts
    }
}
