public import Core

/// For which records an action makes sense, said of their fields: pages and menus offer it for those alone. The action
/// itself refuses the others; this only keeps it out of sight.
public struct RecordCondition: Sendable, Hashable {
    /// All of them hold.
    public let clauses: [Clause]

    public struct Clause: Sendable, Hashable {
        public let field: String
        public let test: Test
    }

    public enum Test: Sendable, Hashable {
        case among([String])
        case empty
        case present
    }

    /// The field has one of these values.
    public static func field(_ name: String, among values: [String]) -> RecordCondition {
        RecordCondition(clauses: [Clause(field: name, test: .among(values))])
    }
    /// The field has no value.
    public static func empty(_ name: String) -> RecordCondition {
        RecordCondition(clauses: [Clause(field: name, test: .empty)])
    }
    /// The field has a value.
    public static func present(_ name: String) -> RecordCondition {
        RecordCondition(clauses: [Clause(field: name, test: .present)])
    }
    public func and(_ other: RecordCondition) -> RecordCondition {
        RecordCondition(clauses: clauses + other.clauses)
    }

    public var fields: [String] { clauses.map(\.field) }

    /// Whether a record meets it. `value` gives a field's text, nil where it is empty.
    public func holds(_ value: (String) throws -> String?) rethrows -> Bool {
        for clause in clauses {
            let found = try value(clause.field)
            let isMet =
                switch clause.test {
                case .among(let values): found.map(values.contains) ?? false
                case .empty: found == nil
                case .present: found != nil
                }
            if !isMet { return false }
        }
        return true
    }

    /// Whether records could meet it of which each of these fields is known to have one of the values.
    public func mayHold(among known: [String: Set<String>]) -> Bool {
        clauses.allSatisfy { clause in
            guard let possible = known[clause.field] else { return true }
            return switch clause.test {
            case .among(let values): !possible.isDisjoint(with: values)
            case .empty: false
            case .present: true
            }
        }
    }

    /// For people, with the labels of the fields and choices.
    public func words(_ resource: Resource) -> String {
        clauses.map { clause in
            let field = resource.field(clause.field)
            let name = field?.label.lowercased() ?? clause.field
            switch clause.test {
            case .among(let values):
                return "\(name) is \(values.map { Self.label($0, field) }.joined(separator: " or "))"
            case .empty: return "\(name) is empty"
            case .present: return "\(name) is not empty"
            }
        }.joined(separator: " and ")
    }

    private static func label(_ value: String, _ field: Field?) -> String {
        guard case .choice(let choices) = field?.kind else { return value }
        return choices.first { $0.value == value }?.label.lowercased() ?? value
    }

    /// For programs: "status is open or overdue".
    public var words: String {
        clauses.map { clause in
            switch clause.test {
            case .among(let values): "\(clause.field) is \(values.joined(separator: " or "))"
            case .empty: "\(clause.field) is empty"
            case .present: "\(clause.field) is not empty"
            }
        }.joined(separator: " and ")
    }

    /// As filters of the list: `{"status": "in.(open,overdue)"}`.
    public var json: JSON {
        .object(
            Dictionary(
                clauses.map { clause in
                    switch clause.test {
                    case .among(let values): (clause.field, "in.(\(values.joined(separator: ",")))")
                    case .empty: (clause.field, "is.null")
                    case .present: (clause.field, "not.is.null")
                    }
                }.map { ($0, JSON.string($1)) }, uniquingKeysWith: { $1 }))
    }
}
