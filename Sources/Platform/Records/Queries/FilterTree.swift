public import Core

/// A condition on records as it is written down: kept with a saved view or a segment, sent in an address, built by a
/// person. It names fields; `compiled` checks it against a resource and gives what PostgreSQL or Swift can answer.
///
/// It has two forms besides this one: JSON (`json`), which is stored, and PostgREST's grammar (`query`), which is sent.
public indirect enum FilterTree: Sendable, Hashable {
    /// Every one of them; none: everything fits.
    case all([FilterTree])
    /// At least one of them.
    case any([FilterTree])
    case not(FilterTree)
    case test(FilterTest)

    /// Everything fits.
    public static let everything = FilterTree.all([])

    public static func test(_ field: String, _ comparison: FilterOperator, _ values: String...) -> FilterTree {
        .test(FilterTest(field, comparison, values))
    }

    public var isEverything: Bool { self == .everything }

    /// The parts that must all be true.
    public var parts: [FilterTree] {
        if case .all(let parts) = self { parts } else { [self] }
    }

    /// Both.
    public func and(_ other: FilterTree) -> FilterTree {
        let parts = parts + other.parts
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// The names of all fields it looks at.
    public var fields: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let part): part.fields
        case .test(let test): [test.field]
        }
    }
}

/// One field compared with something.
public struct FilterTest: Sendable, Hashable {
    public let field: String
    public let comparison: FilterOperator
    /// One value, or for operators that take a list any number.
    public let values: [String]

    public init(_ field: String, _ comparison: FilterOperator, _ values: [String]) {
        self.field = field
        self.comparison = comparison
        self.values = values
    }

    /// The first value.
    public var value: String { values.first ?? "" }
}

/// How a field is compared. Raw values are PostgREST's names; those it lacks are Mainline's own.
public enum FilterOperator: String, Sendable, Hashable, CaseIterable {
    case equals = "eq", differs = "neq", greater = "gt", atLeast = "gte", less = "lt", atMost = "lte"
    /// With `*` for any letters.
    case like, ilike
    case among = "in"
    /// `null`, `not_null`, `true`, `false`, or `empty`: no value, an empty text, an empty list.
    case state = "is"
    /// Like `neq`, but a missing value differs too.
    case distinct = "isdistinct"
    /// Words that must occur in a text.
    case words = "fts"
    /// A list that has all of these, has nothing but these, has some of these.
    case holds = "cs", isHeld = "cd", overlaps = "ov"
    /// A text with these letters in it, or at its start.
    case contains = "has", begins = "starts"
    /// A text without these letters, a list without any of these; nothing at all fits.
    case lacks
    /// None of these; nothing at all fits.
    case noneOf = "none"
    /// From the first to the second, both included.
    case between
    /// A stretch of time by its name, as of now in the organisation's zone: `last_30_days`.
    case within

    /// Whether it takes a list in parentheses.
    var takesList: Bool { [.among, .noneOf, .between].contains(self) }
    /// Whether it takes a list in braces where the field holds one.
    var takesArray: Bool { [.holds, .isHeld, .overlaps].contains(self) }

    static let names = allCases.map(\.rawValue).joined(separator: ", ") + ", not"
}
