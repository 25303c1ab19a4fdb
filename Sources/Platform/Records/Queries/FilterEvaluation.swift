public import Core

extension Filter {
    /// Whether a record fits, as PostgreSQL would say: nil where the answer hangs on a value that is not there.
    /// - Parameter record: as `RecordJSON` writes it.
    /// Words in texts (`matches`) are taken as letters that must occur.
    public func matches(_ record: [String: JSON]) -> Bool? {
        func value(_ field: Field) -> JSON { record[field.name] ?? .null }
        switch self {
        case .all(let parts):
            let answers = parts.map { $0.matches(record) }
            return answers.contains(false) ? false : answers.contains(nil) ? nil : true
        case .any(let parts):
            let answers = parts.map { $0.matches(record) }
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .not(let part): return part.matches(record).map { !$0 }
        case .isNull(let field): return value(field).isNull
        // Only the database knows.
        case .member: return nil
        case .isEmpty(let field): return value(field).isNull || value(field) == "" || value(field) == []
        case .isBoolean(let field, let flag): return value(field).bool == flag
        case .isDistinct(let field, let other):
            return value(field).isNull ? true : FilterOrder(field.kind).compare(value(field), other).map { $0 != 0 }
        case .among(let field, let others):
            if value(field).isNull { return nil }
            return others.contains { FilterOrder(field.kind).compare(value(field), $0) == 0 }
        case .matches(let field, let words):
            return value(field).string.map { text in
                words.split(separator: " ").allSatisfy { text.lowercased().contains($0.lowercased()) }
            }
        case .list(let field, let comparison, let others):
            return value(field).array.map { Self.compare(Set($0.compactMap(\.string)), comparison, Set(others)) }
        case .json(let field, let comparison, let text):
            return value(field).isNull ? nil : Self.json(value(field), comparison, text)
        case .compare(let field, .like, let pattern):
            return value(field).string.map { LikePattern(pattern).matches($0) }
        case .compare(let field, .ilike, let pattern):
            return value(field).string.map { LikePattern(pattern.lowercased()).matches($0.lowercased()) }
        case .compare(let field, let comparison, let other):
            return FilterOrder(field.kind).compare(value(field), other).map { comparison.holds($0) }
        }
    }

    private static func compare(_ own: Set<String>, _ comparison: ListComparison, _ others: Set<String>) -> Bool {
        switch comparison {
        case .holds: own.isSuperset(of: others)
        case .isHeld: own.isSubset(of: others)
        case .overlaps: !own.isDisjoint(with: others)
        }
    }

    private static func json(_ own: JSON, _ comparison: ListComparison, _ text: String) -> Bool? {
        // Text that is no JSON is like no value.
        guard let other = try? JSON(parsing: text) else { return nil }
        return comparison == .isHeld ? other.holds(own) : own.holds(other)
    }
}

extension Filter.Comparison {
    /// For a value that stands before (-1), at (0) or after (1) the other.
    fileprivate func holds(_ order: Int) -> Bool {
        switch self {
        case .eq: order == 0
        case .neq: order != 0
        case .gt: order > 0
        case .gte: order >= 0
        case .lt: order < 0
        case .lte: order <= 0
        case .like, .ilike: false
        }
    }
}

extension JSON {
    /// As PostgreSQL's `@>`.
    fileprivate func holds(_ other: JSON) -> Bool {
        switch (self, other) {
        case (.object(let own), .object(let others)):
            others.allSatisfy { name, value in own[name].map { $0.holds(value) } ?? false }
        case (.array(let own), .array(let others)): others.allSatisfy { part in own.contains { $0.holds(part) } }
        default: self == other
        }
    }
}

/// How values of a kind stand to each other.
struct FilterOrder {
    private let kind: FieldKind
    init(_ kind: FieldKind) { self.kind = kind }

    /// -1, 0 or 1; nil where there is no value.
    func compare(_ value: JSON, _ other: String) -> Int? {
        switch kind {
        case .number, .money, .duration: order(value.int, Int64(other))
        case .percent: order(value.double ?? value.string.flatMap { Double($0) }, Double(other))
        case .boolean: order(value.bool.map { $0 ? 1 : 0 }, other == "true" ? 1 : 0)
        case .date: order(value.string.flatMap { LocalDate($0) }, LocalDate(other))
        case .timestamp: order(value.string.flatMap { Instant($0) }, Instant(other))
        case .tags, .multiChoice:
            value.array.map { items in items.compactMap(\.string) == ArrayLiteral.items(other) ?? [] ? 0 : 1 }
        case .json, .address: value.isNull ? nil : (try? JSON(parsing: other)) == value ? 0 : 1
        default: value.string.map { text in Self.bytes(text, other) }
        }
    }

    private func order<Value: Comparable>(_ a: Value?, _ b: Value?) -> Int? {
        guard let a, let b else { return nil }
        return a < b ? -1 : a == b ? 0 : 1
    }

    /// By code point, as the database sorts.
    private static func bytes(_ a: String, _ b: String) -> Int {
        a.utf8.elementsEqual(b.utf8) ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    }
}

/// `%` for any letters, `_` for one, a backslash before either for itself.
struct LikePattern {
    private enum Part: Equatable { case any, one, letter(Unicode.Scalar) }
    private let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var escaped = false
        for scalar in text.unicodeScalars {
            if escaped {
                parts.append(.letter(scalar))
                escaped = false
            } else if scalar == "\\" {
                escaped = true
            } else {
                parts.append(scalar == "%" ? .any : scalar == "_" ? .one : .letter(scalar))
            }
        }
        self.parts = parts
    }

    func matches(_ text: String) -> Bool {
        let letters = Array(text.unicodeScalars)
        // Where in the text the parts so far can end.
        var reached: Set<Int> = [0]
        for part in parts {
            switch part {
            case .any: reached = reached.min().map { Set($0...letters.count) } ?? []
            case .one: reached = Set(reached.filter { $0 < letters.count }.map { $0 + 1 })
            case .letter(let letter):
                reached = Set(reached.filter { $0 < letters.count && letters[$0] == letter }.map { $0 + 1 })
            }
        }
        return reached.contains(letters.count)
    }
}
