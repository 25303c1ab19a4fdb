public import Core

extension FilterTree {
    /// `{"all": [{"field": "status", "is": "in", "values": ["active"]}, {"not": …}]}`.
    public var json: JSON {
        switch self {
        case .all(let parts): ["all": .array(parts.map(\.json))]
        case .any(let parts): ["any": .array(parts.map(\.json))]
        case .not(let part): ["not": part.json]
        case .test(let test):
            [
                "field": .string(test.field), "is": .string(test.comparison.rawValue),
                "values": .array(test.values.map { .string($0) }),
            ]
        }
    }

    /// Reads what `json` writes. Throws `Problem` 400.
    public init(json: JSON) throws { try self.init(json, depth: 0) }

    private init(_ json: JSON, depth: Int) throws {
        guard depth <= FilterGrammar.maxDepth + 1, let members = json.object else { throw Self.malformed }
        if let parts = members["all"]?.array ?? members["any"]?.array {
            guard parts.count <= FilterGrammar.maxMembers, members.count == 1 else { throw Self.malformed }
            let trees = try parts.map { try FilterTree($0, depth: depth + 1) }
            self = members["all"] == nil ? .any(trees) : .all(trees)
        } else if let part = members["not"], members.count == 1 {
            self = .not(try FilterTree(part, depth: depth + 1))
        } else if let field = members["field"]?.string,
            let comparison = members["is"]?.string.flatMap(FilterOperator.init(rawValue:)),
            let values = members["values"]?.array?.compactMap(\.string), values.count <= FilterGrammar.maxValues
        {
            self = .test(FilterTest(field, comparison, values))
        } else {
            throw Self.malformed
        }
    }

    private static let malformed = Problem.badRequest(
        "bad_filter",
        "A filter is {\"all\": […]}, {\"any\": […]}, {\"not\": …} or {\"field\": …, \"is\": operator, \"values\": […]}."
    )
}
