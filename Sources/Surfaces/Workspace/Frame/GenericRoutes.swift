internal import HTTP

extension [Route] {
    /// Adds those of `generic` whose address nothing here answers yet.
    mutating func addMissing(_ generic: [Route]) {
        var taken = Set(map(\.address))
        for route in generic where taken.insert(route.address).inserted { append(route) }
    }
}

extension Route {
    /// Method and pattern, whatever its parameters are called.
    fileprivate var address: String {
        let parts = pattern.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
        return "\(method.rawValue) \(parts.joined(separator: "/"))"
    }
}
