internal import CPostgres

/// Where in the source a statement was sent from; stands in for its name in logs and errors.
public struct StatementPlace: Sendable, CustomStringConvertible {
    public let file: StaticString
    public let line: UInt
    public init(file: StaticString, line: UInt) {
        self.file = file
        self.line = line
    }
    public var description: String { "\(file):\(line)" }
}

/// PostgreSQL refused a statement, or could not be reached.
public struct PostgresError: Error, Sendable {
    /// SQLSTATE; `08006` for a lost connection.
    public let state: String
    public let message: String
    public let detail: String?
    /// The constraint's name, without a shard's suffix.
    public let constraint: String?
    public let table: String?
    public let column: String?
    public let place: StatementPlace

    init(
        state: String, message: String, detail: String? = nil, constraint: String? = nil, table: String? = nil,
        column: String? = nil, place: StatementPlace
    ) {
        self.state = state
        self.message = message
        self.detail = detail
        self.constraint = constraint
        self.table = table
        self.column = column
        self.place = place
    }

    init(result: OpaquePointer, place: StatementPlace) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
            return String(cString: text)
        }
        self.init(
            state: field("C") ?? "08006", message: field("M") ?? String(cString: PQresultErrorMessage(result)),
            detail: field("D"), constraint: field("n").map(Self.withoutShard), table: field("t").map(Self.withoutShard),
            column: field("c"), place: place)
    }

    static func lost(_ message: String, place: StatementPlace) -> PostgresError {
        PostgresError(state: "08006", message: message, place: place)
    }

    /// The server is gone, going, or full: another try later may work.
    public var isUnavailable: Bool {
        state.hasPrefix("08") || state.hasPrefix("57P") || state == "53300" || state == "53100" || state == "53200"
    }
    /// A transaction that may be run again from the start (serialisation failure, deadlock).
    public var isRetryable: Bool { state == "40001" || state == "40P01" }
    public var isTimeout: Bool { state == "57014" || state == "55P03" }

    /// Citus names a shard's constraint `appointments_during_excl_102079`.
    static func withoutShard(_ name: String) -> String {
        guard let underscore = name.lastIndex(of: "_") else { return name }
        let suffix = name[name.index(after: underscore)...]
        return suffix.utf8.count >= 6 && suffix.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
            ? String(name[..<underscore]) : name
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        "\(state) \(message)" + (detail.map { " (\($0))" } ?? "") + (constraint.map { " [\($0)]" } ?? "")
            + " at \(place)"
    }
}
