public import Core
public import Postgres

extension RecordQuery {
    /// The id of the record right before or after `id` in this list, as one column; no row at the list's end. The record's
    /// own sort values are looked up in the same statement, so that its place is right at this moment.
    public func neighbour(of id: Identifier, before: Bool) -> SQL {
        let columns = before ? order.map(\.reversed) : order
        let sorting = SQL.joined(columns.map(\.sql), by: ", ")
        return """
            select t.id from \(identifier: resource.name) t where \(conditions) and \(beyond(columns, id))
            order by \(sorting) limit 1
            """
    }

    private func beyond(_ columns: [SortColumn], _ id: Identifier) -> SQL {
        let isUniform = columns.allSatisfy { $0.isDescending == columns[0].isDescending }
        if isUniform, columns.allSatisfy(\.isNeverNull) {
            let names = SQL(trusted: columns.map(\.field.expression).joined(separator: ", "))
            let values = SQL.joined(columns.map { own($0, id) }, by: ", ")
            return "(\(names)) " + (columns[0].isDescending ? "<" : ">") + " (\(values))"
        }
        let alternatives = columns.indices.map { index -> SQL in
            let equal = columns[0..<index].map { column -> SQL in
                SQL(trusted: column.field.expression + " is not distinct from ") + own(column, id)
            }
            return "(" + SQL.joined(equal + [after(columns[index], id)], by: " and ") + ")"
        }
        return "(" + SQL.joined(alternatives, by: " or ") + ")"
    }

    /// Nulls are not greater or less than anything: where they come first, everything else is after them.
    private func after(_ column: SortColumn, _ id: Identifier) -> SQL {
        let expression = SQL(trusted: column.field.expression)
        let value = own(column, id)
        let beyond = expression + (column.isDescending ? " < " : " > ") + value
        if column.nullsFirst { return "(\(beyond) or (\(value) is null and \(expression) is not null))" }
        return "(\(beyond) or (\(value) is not null and \(expression) is null))"
    }

    /// The record's own value: a sub-select that is worked out once.
    private func own(_ column: SortColumn, _ id: Identifier) -> SQL {
        // Said to be an id, since it also stands where nothing else tells its type.
        if column.field.name == "id" { return "\(id)::uuid" }
        return """
            (select \(SQL(trusted: column.field.expression)) from \(identifier: resource.name) t
            where t.org_id = app_org() and t.id = \(id))
            """
    }
}

extension RecordQuery.SortColumn {
    /// The same column read from the other end.
    fileprivate var reversed: RecordQuery.SortColumn {
        RecordQuery.SortColumn(field: field, isDescending: !isDescending, nullsFirst: !nullsFirst)
    }
}
