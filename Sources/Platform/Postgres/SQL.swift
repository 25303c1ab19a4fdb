public import Core

/// One statement: an interpolated literal *is* the query, and what is interpolated is bound, never spliced.
///
///     "select name from customers where id = \(id) and status = any(\(statuses))"
public struct SQL: Sendable {
    /// The text between the parameters; always one more than there are parameters.
    private(set) var pieces: [String]
    private(set) var parameters: Parameters
    /// Where the text came from; nil once something has been appended.
    private(set) var template: SQLTemplate?

    /// False for text that is different every time, which prepared would only fill the server's memory, and for what is
    /// planned anew.
    private(set) var isWorthPreparing: Bool

    /// Trusted text without parameters that is sent once and never again in the same words.
    init(unprepared text: String) {
        pieces = [text]
        parameters = Parameters()
        isWorthPreparing = false
    }

    /// Trusted text without parameters.
    public init(trusted text: String) {
        pieces = [text]
        parameters = Parameters()
        isWorthPreparing = true
    }

    init(template: SQLTemplate, parameters: Parameters) {
        pieces = template.pieces
        self.parameters = parameters
        self.template = template
        isWorthPreparing = true
    }

    /// The text with `$1`, `$2`, … where the parameters go.
    public var text: String {
        if let template { return template.text }
        if pieces.count == 1 { return pieces[0] }
        var text = pieces[0]
        for index in 1..<pieces.count {
            text += "$"
            text += String(index)
            text += pieces[index]
        }
        return text
    }

    /// The statement, planned each time it is sent. PostgreSQL plans a prepared statement for the organisation that
    /// happens to ask and keeps the plan on the connection, where others get it too: made for three records, it can take
    /// seconds with a million. A statement that looks through what an organisation has (a search, a filter, a figure) is
    /// planned for whoever asks, which takes a millisecond or less. So is every statement that it becomes part of.
    public static func plannedAnew(_ statement: SQL) -> SQL {
        var statement = statement
        statement.isWorthPreparing = false
        return statement
    }

    public static func + (a: SQL, b: SQL) -> SQL {
        var sum = a
        sum.append(b)
        return sum
    }

    public static func += (a: inout SQL, b: SQL) { a.append(b) }

    public mutating func append(_ other: SQL) {
        template = nil
        isWorthPreparing = isWorthPreparing && other.isWorthPreparing
        pieces[pieces.count - 1] += other.pieces[0]
        pieces.append(contentsOf: other.pieces.dropFirst())
        parameters.append(other.parameters)
    }

    /// Appends trusted text: column names and keywords from declarations, never what a client sent.
    public mutating func append(trusted text: String) {
        template = nil
        pieces[pieces.count - 1] += text
    }

    /// Appends a bound value.
    public mutating func append(value: (some PostgresEncodable)?) {
        template = nil
        parameters.append(value)
        pieces.append("")
    }

    /// The statements with `separator` between them.
    public static func joined(_ parts: [SQL], by separator: String) -> SQL {
        var result = SQL(trusted: "")
        for (index, part) in parts.enumerated() {
            if index > 0 { result.append(trusted: separator) }
            result.append(part)
        }
        return result
    }

    /// A quoted identifier.
    public static func identifier(_ name: String) -> SQL { SQL(trusted: quoted(name)) }

    static func quoted(_ name: String) -> String {
        if !name.utf8.contains(UInt8(ascii: "\"")) { return "\"" + name + "\"" }
        return withQuotesDoubled(name)
    }

    private static func withQuotesDoubled(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(trusted: value) }
    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    public struct StringInterpolation: StringInterpolationProtocol {
        var sql: SQL

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(trusted: "")
            sql.pieces[0].reserveCapacity(literalCapacity)
        }

        public mutating func appendLiteral(_ literal: String) { sql.append(trusted: literal) }

        /// Binds the value.
        public mutating func appendInterpolation(_ value: (some PostgresEncodable)?) { sql.append(value: value) }

        /// Another statement's text and parameters.
        public mutating func appendInterpolation(_ other: SQL) { sql.append(other) }

        /// A quoted identifier.
        public mutating func appendInterpolation(identifier: String) { sql.append(trusted: SQL.quoted(identifier)) }
    }
}

/// Bound values in PostgreSQL's text form, each ended by a zero byte, in one buffer.
public struct Parameters: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each value starts; -1 is null.
    private(set) var offsets: [Int] = []

    public init() {}

    var count: Int { offsets.count }

    /// What is bound at each place; nil for null.
    var texts: [String?] {
        offsets.map { offset in offset < 0 ? nil : String(decoding: bytes[offset...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Makes room for values of `bytes` bytes in all.
    public mutating func reserve(values: Int, bytes: Int) {
        offsets.reserveCapacity(values)
        self.bytes.reserveCapacity(bytes)
    }

    public mutating func append(_ value: (some PostgresEncodable)?) {
        guard let value else { return offsets.append(-1) }
        offsets.append(bytes.count)
        value.encode(into: &bytes)
        bytes.append(0)
    }

    mutating func append(_ other: Parameters) {
        let base = bytes.count
        bytes.append(contentsOf: other.bytes)
        offsets.append(contentsOf: other.offsets.map { $0 < 0 ? -1 : $0 + base })
    }
}

extension Parameters {
    /// The values as libpq takes them, for the duration of `body`.
    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int32) -> Value) -> Value {
        guard !offsets.isEmpty else { return body(nil, 0) }
        return bytes.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { pointers in
                for (index, offset) in offsets.enumerated() {
                    pointers.initializeElement(at: index, to: offset < 0 ? nil : base.map { $0 + offset })
                }
                return body(pointers.baseAddress.map { UnsafePointer($0) }, Int32(offsets.count))
            }
        }
    }
}
