/// Header fields in the order they were sent or set; names are compared without regard to case.
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// One field line.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: String

        init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var fields: [Field] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The first field of that name. Setting replaces all of them; setting nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { equalsIgnoringCase($0.name, name) }?.value }
        set {
            fields.removeAll { equalsIgnoringCase($0.name, name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every field of that name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { equalsIgnoringCase($0.name, name) }.map(\.value)
    }

    public func contains(_ name: String) -> Bool { fields.contains { equalsIgnoringCase($0.name, name) } }

    /// Appends a field. Bytes that could end the line (CR, LF, NUL) are dropped from the value: no caller's data can
    /// forge a header.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value.utf8.contains(where: endsLine) ? withoutLineEnds(value) : value))
    }

    /// Adds a constant field unless there is one of that name.
    mutating func setDefault(_ field: Field) {
        if !contains(field.name) { fields.append(field) }
    }

    /// Sets the field unless there is one already.
    public mutating func setDefault(_ name: String, _ value: String) {
        if !contains(name) { add(name, value) }
    }

    /// Adds `token` to a comma-separated field such as Vary, once.
    public mutating func addToken(_ name: String, _ token: String) {
        guard let current = self[name] else { return add(name, token) }
        let present = current.split(separator: ",").contains { equalsIgnoringCase(trimmed($0), token) }
        if !present { self[name] = current + ", " + token }
    }
}

private func endsLine(_ byte: UInt8) -> Bool { byte == 0 || byte == 10 || byte == 13 }

private func withoutLineEnds(_ value: String) -> String {
    String(decoding: value.utf8.filter { !endsLine($0) }, as: UTF8.self)
}

func equalsIgnoringCase(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return zip(a.utf8, b.utf8).allSatisfy { lowercased($0) == lowercased($1) }
}

@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }

/// Without leading and trailing spaces and tabs.
func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let first = rest.utf8.first, first == 32 || first == 9 { rest = rest.dropFirst() }
    while let last = rest.utf8.last, last == 32 || last == 9 { rest = rest.dropLast() }
    return String(rest)
}
