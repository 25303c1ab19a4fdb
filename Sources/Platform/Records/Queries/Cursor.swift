public import Core
internal import Crypto
internal import Postgres

/// Where a page ended: the sort values of its last row.
public struct Cursor: Sendable {
    /// nil for null.
    let values: [String?]

    init(values: [String?]) { self.values = values }

    /// Throws 400 unless the text came from `text` for the same order.
    init(_ text: String, order: [RecordQuery.SortColumn]) throws {
        guard let bytes = Base64.urlSafe.decode(text), let array = try? JSON(parsing: bytes).array,
            array.count == order.count
        else {
            throw Problem.badRequest(
                "bad_cursor", "The “after” cursor is not one of this list's. Start again from the first page.")
        }
        values = array.map(\.string)
    }

    /// For a link.
    public var text: String { Base64.urlSafe.encode(Array(JSON.array(values.map { JSON.text($0) }).text.utf8)) }

    /// The rows after this one. Where every column runs the same way and none is null a row comparison, which an index
    /// serves in one descent; otherwise the long form.
    func sql(_ order: [RecordQuery.SortColumn]) -> SQL {
        let isUniform = order.allSatisfy { $0.isDescending == order[0].isDescending }
        if isUniform, values.allSatisfy({ $0 != nil }), order.allSatisfy(\.isNeverNull) {
            let columns = SQL(trusted: order.map(\.field.expression).joined(separator: ", "))
            let bound = SQL.joined(
                zip(order, values).map { "\($1)" + SQL(trusted: $0.field.kind.parameterCast) }, by: ", ")
            return "(\(columns)) " + (order[0].isDescending ? "<" : ">") + " (\(bound))"
        }
        var alternatives: [SQL] = []
        for index in order.indices {
            var parts = (0..<index).map { equal(order[$0], values[$0]) }
            parts.append(beyond(order[index], values[index]))
            alternatives.append("(" + SQL.joined(parts, by: " and ") + ")")
        }
        return "(" + SQL.joined(alternatives, by: " or ") + ")"
    }

    private func equal(_ column: RecordQuery.SortColumn, _ value: String?) -> SQL {
        SQL(trusted: column.field.expression + " is not distinct from ") + "\(value)"
            + SQL(trusted: column.field.kind.parameterCast)
    }

    private func beyond(_ column: RecordQuery.SortColumn, _ value: String?) -> SQL {
        let expression = column.field.expression
        let cast = SQL(trusted: column.field.kind.parameterCast)
        guard let value else { return column.nullsFirst ? SQL(trusted: expression + " is not null") : "false" }
        let beyond = SQL(trusted: expression + (column.isDescending ? " < " : " > ")) + "\(value)" + cast
        return column.nullsFirst ? beyond : SQL(trusted: "(\(expression) is null or ") + beyond + ")"
    }
}
