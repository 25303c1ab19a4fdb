/// Named values in the order they came: a query string or a form. A name may occur more than once.
public struct Fields: Sendable, Hashable {
    /// One `name=value`.
    public struct Pair: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    public private(set) var pairs: [Pair]

    public init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
    }

    /// More than any form or address has. Each look-up goes through them all, so many cost more than they take to send.
    public static let limit = 5000

    /// Reads `a=1&b=2` with `+` for spaces; nil on a malformed escape, invalid UTF-8, NUL, or more than `limit` pairs.
    public init?(encoded text: some StringProtocol) {
        pairs = []
        for part in text.split(separator: "&") {
            guard pairs.count < Self.limit else { return nil }
            let split = part.firstIndex(of: "=") ?? part.endIndex
            let rawValue = split == part.endIndex ? "" : part[part.index(after: split)...]
            guard let name = PercentCoding.decode(part[..<split], plusIsSpace: true, controls: true),
                let value = PercentCoding.decode(rawValue, plusIsSpace: true, controls: true)
            else { return nil }
            pairs.append(Pair(name: name, value: value))
        }
    }

    /// The first value of that name.
    public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
    public func first(_ name: String) -> String? { self[name] }
    public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }
    public func contains(_ name: String) -> Bool { pairs.contains { $0.name == name } }
    public var isEmpty: Bool { pairs.isEmpty }

    public mutating func append(_ name: String, _ value: String) { pairs.append(Pair(name: name, value: value)) }

    /// `a=1&b=2`, to put behind a `?` or into a form body.
    public var encoded: String {
        pairs.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }
}
