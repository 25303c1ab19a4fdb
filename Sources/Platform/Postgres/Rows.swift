internal import CPostgres
public import Core
internal import Glibc

/// The answer to one statement. Columns are read in place from libpq's memory.
public final class Rows: @unchecked Sendable {
    let result: OpaquePointer
    public let count: Int
    public let columnCount: Int
    let place: StatementPlace

    init(_ result: OpaquePointer, place: StatementPlace) {
        self.result = result
        self.place = place
        count = Int(PQntuples(result))
        columnCount = Int(PQnfields(result))
    }

    deinit { PQclear(result) }

    public var isEmpty: Bool { count == 0 }
    public var first: Row? { count > 0 ? Row(rows: self, index: 0) : nil }

    /// Rows that an INSERT, UPDATE or DELETE touched, or a SELECT returned.
    public var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? count }

    /// What the server did: `COMMIT`, `UPDATE 3`.
    var command: String { String(cString: PQcmdStatus(result)) }

    public func columnName(_ index: Int) -> String { String(cString: PQfname(result, Int32(index))) }

    /// The index of a column; nil if the statement returns none of that name.
    public func column(_ name: String) -> Int? {
        name.withCString { wanted in
            (0..<columnCount).first { index in
                guard let candidate = PQfname(result, Int32(index)) else { return false }
                return strcmp(candidate, wanted) == 0
            }
        }
    }

    @inline(__always) public func isNull(_ row: Int, _ column: Int) -> Bool {
        PQgetisnull(result, Int32(row), Int32(column)) == 1
    }

    /// The column's text, valid as long as these rows live.
    @inline(__always) public func bytes(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = UnsafeRawPointer(PQgetvalue(result, Int32(row), Int32(column)))
        return UnsafeBufferPointer(
            start: start?.assumingMemoryBound(to: UInt8.self),
            count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }

    /// The row at `index`, from 0.
    public subscript(_ index: Int) -> Row { Row(rows: self, index: index) }

    /// The only row. Throws 404 with `what` if there is none.
    public func one(_ what: String) throws -> Row {
        guard let row = first else { throw Problem.notFound(what) }
        return row
    }
}

extension Rows: Sequence {
    public struct Iterator: IteratorProtocol {
        let rows: Rows
        var index = 0
        public mutating func next() -> Row? {
            guard index < rows.count else { return nil }
            defer { index += 1 }
            return Row(rows: rows, index: index)
        }
    }
    public func makeIterator() -> Iterator { Iterator(rows: self) }
}

/// One row of an answer.
public struct Row: Sendable {
    public let rows: Rows
    public let index: Int

    /// The value of a column that is never null.
    /// Throws `PostgresError` if there is no such column, or its text is not a `Value`.
    public func get<Value: PostgresDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value: Value = try optional(column) else { throw decodingError(column, "is null") }
        return value
    }

    /// The value of a column, nil for null.
    public func optional<Value: PostgresDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value?
    {
        guard let position = rows.column(column) else { throw decodingError(column, "is not among the columns") }
        return try value(at: position)
    }

    /// The value of the column at `position`, nil for null.
    public func value<Value: PostgresDecodable>(at position: Int, as type: Value.Type = Value.self) throws -> Value? {
        if rows.isNull(index, position) { return nil }
        guard let value = Value(postgres: rows.bytes(index, position)) else {
            throw decodingError(rows.columnName(position), "does not hold a \(Value.self)")
        }
        return value
    }

    /// Money kept as `<name>_minor` (or `name` itself) beside a `currency` column.
    public func money(_ column: String, currency: String = "currency") throws -> Money {
        Money(minor: try get(column), try get(currency))
    }

    private func decodingError(_ column: String, _ fault: String) -> PostgresError {
        PostgresError(state: "MAINL", message: "column \(column) \(fault)", place: rows.place)
    }
}
