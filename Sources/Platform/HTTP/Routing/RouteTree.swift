/// Routes by path: literal parts first, then `{parameter}`, then `{tail*}`.
struct RouteTree: Sendable {
    /// One part of a pattern.
    enum Part: Hashable {
        case literal(String)
        case parameter(String)
        case tail(String)
    }

    /// What a path leads to.
    struct Match {
        /// Indices into the router's list of routes, by method.
        let routes: [Method: Int]
        /// In the order of the pattern's parameters.
        let values: [String]
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var tail: Int?
        var routes: [Method: Int] = [:]
    }

    private var nodes = [Node()]

    /// Throws `RouterError` if the pattern is malformed or another route has it.
    mutating func insert(_ route: Route, index: Int, existing: [Route]) throws {
        var current = 0
        for part in try Self.parts(of: route.pattern) { current = child(of: current, part) }
        if let other = nodes[current].routes[route.method] {
            throw RouterError(
                "Two routes answer \(route.method.rawValue) \(route.pattern): “\(existing[other].name)” and “\(route.name)”. "
                    + "Remove one or change its pattern.")
        }
        nodes[current].routes[route.method] = index
    }

    func find(_ segments: [String]) -> Match? {
        var values: [String] = []
        guard let node = find(segments[...], from: 0, &values) else { return nil }
        return Match(routes: nodes[node].routes, values: values)
    }

    static func parts(of pattern: String) throws -> [Part] {
        guard pattern.hasPrefix("/") else { throw RouterError("The pattern “\(pattern)” must begin with a slash.") }
        guard pattern != "/" else { return [] }
        let texts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var names: Set<String> = []
        return try texts.enumerated().map { index, text in
            guard text.hasPrefix("{") else {
                guard !text.isEmpty, !text.contains(where: { "{}*%?#".contains($0) }) else {
                    throw RouterError("The pattern “\(pattern)” has an empty or malformed part.")
                }
                return .literal(String(text))
            }
            let isTail = text.hasSuffix("*}")
            let name = String(text.dropFirst().dropLast(isTail ? 2 : 1))
            guard text.hasSuffix("}"), !name.isEmpty, names.insert(name).inserted, !isTail || index == texts.count - 1
            else {
                throw RouterError("The pattern “\(pattern)” has a malformed or repeated parameter “\(text)”.")
            }
            return isTail ? .tail(name) : .parameter(name)
        }
    }

    private mutating func child(of node: Int, _ part: Part) -> Int {
        let existing: Int? =
            switch part {
            case .literal(let text): nodes[node].literals[text]
            case .parameter: nodes[node].parameter
            case .tail: nodes[node].tail
            }
        if let existing { return existing }
        nodes.append(Node())
        let new = nodes.count - 1
        switch part {
        case .literal(let text): nodes[node].literals[text] = new
        case .parameter: nodes[node].parameter = new
        case .tail: nodes[node].tail = new
        }
        return new
    }

    private func find(_ rest: ArraySlice<String>, from node: Int, _ values: inout [String]) -> Int? {
        guard let segment = rest.first else { return nodes[node].routes.isEmpty ? nil : node }
        if let next = nodes[node].literals[segment], let found = find(rest.dropFirst(), from: next, &values) {
            return found
        }
        if let next = nodes[node].parameter, !segment.isEmpty {
            values.append(segment)
            if let found = find(rest.dropFirst(), from: next, &values) { return found }
            values.removeLast()
        }
        if let next = nodes[node].tail {
            values.append(rest.joined(separator: "/"))
            return next
        }
        return nil
    }
}
