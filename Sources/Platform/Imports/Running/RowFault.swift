internal import Core

/// What is wrong with a row: which column, what stands there, and how to mend it.
struct RowFault: Sendable {
    /// The heading; nil where it is the row as a whole.
    let column: String?
    let value: String?
    let code: String
    let message: String

    var json: JSON {
        [
            "column": column.map { .string($0) } ?? .null,
            "value": value.map { .string(String($0.prefix(200))) } ?? .null, "code": .string(code),
            "message": .string(message),
        ]
    }
}
