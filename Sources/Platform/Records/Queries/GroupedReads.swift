internal import Core
public import Postgres

/// Groups that a query's rows are shown in, such as the columns of a board: a table of `key`, `label` and,
/// for a stretch of time, `until`, written as a sub-select with one row per group.
public struct RecordGroups: Sendable {
    let sql: SQL
    /// The condition on a row `t` that says it belongs to the group `g`.
    let membership: SQL

    /// The values of a choice.
    public static func values(_ values: [String], of field: Field) -> RecordGroups {
        RecordGroups(
            sql: "select key, key as label from unnest(\(values)::text[]) as key",
            membership: SQL(trusted: "\(field.expression) = g.key"))
    }

    /// Records that `field` refers to; `records` selects their ids as `key`.
    public static func records(_ records: SQL, of field: Field) -> RecordGroups {
        RecordGroups(
            sql: "select key, key::text as label from (\(records)) s",
            membership: SQL(trusted: "\(field.expression) = g.key"))
    }

    /// Stretches of time, each from its bound to the next one's; the first of `bounds` belongs to the first of `labels`,
    /// and there is one bound more. Bounds are written as the field's values are: `2026-03-01`, `2026-03-01T06:00:00Z`.
    public static func stretches(_ labels: [String], _ bounds: [String], of field: Field) -> RecordGroups {
        let cast = SQL(trusted: field.kind.parameterCast + "[]")
        return RecordGroups(
            sql: """
                select label, key, until
                from unnest(\(labels)::text[], \(Array(bounds.dropLast()))\(cast), \(Array(bounds.dropFirst()))\(cast))
                  as s(label, key, until)
                """,
            membership: SQL(trusted: "\(field.expression) >= g.key and \(field.expression) < g.until"))
    }
}

extension RecordQuery {
    /// Counting within a group stops here; more is said to be more.
    public static let groupCeiling = 10_000

    /// The first rows of every group and one more, in one statement. Each row begins with its group's `group_key`.
    public func select(in groups: RecordGroups) -> SQL {
        let rows: SQL = """
            select \(columns) from \(identifier: resource.name) t where \(conditions) and \(groups.membership)
            order by \(SQL.joined(order.map(\.sql), by: ", ")) limit \(limit + 1)
            """
        let sorting = order.indices.map { index in
            SQL(trusted: "r.\"cursor_\(index)\" " + order[index].direction)
        }
        return .plannedAnew(
            """
            select g.label as group_key, r.* from (\(groups.sql)) g cross join lateral (\(rows)) r
            order by \(SQL.joined(["g.key" as SQL] + sorting, by: ", "))
            """)
    }

    /// Rows of one group after a cursor: the query with the group as one more condition. Its rows have no `group_key`.
    public func rows(of field: Field, equal value: String) -> RecordQuery {
        RecordQuery(
            resource: resource, fields: fields, embeds: embeds, filters: filters + [.compare(field, .eq, value)],
            order: order, limit: limit, cursor: cursor)
    }

    /// How many rows every group has, and what they add up to, per currency: `group_key`, `count`, `total`, `currency`.
    public func totals(in groups: RecordGroups, of amount: Field?) -> SQL {
        var currency = "null::text"
        if let amount, case .money(let column) = amount.kind { currency = "t." + SQL.quotedName(column) + "::text" }
        let value = SQL(trusted: "\(amount?.expression ?? "null::bigint") as amount, \(currency) as currency")
        return .plannedAnew(
            """
            select g.label as group_key, s.count, s.total, s.currency from (\(groups.sql)) g cross join lateral (
              select count(*) as count, sum(q.amount)::bigint as total, q.currency from (
                select \(value) from \(identifier: resource.name) t
                where \(conditions) and \(groups.membership) limit \(Self.groupCeiling + 1)) q
              group by q.currency) s
            """)
    }

    /// Where the rows after `row` begin, of a statement in which `leading` columns stand before the query's own.
    public func cursor(after row: Row, leading: Int = 0) throws -> Cursor {
        let first = leading + fields.count + embeds.count
        return Cursor(values: try order.indices.map { try row.value(at: first + $0, as: String.self) })
    }
}

extension RecordQuery.SortColumn {
    /// `desc`, `asc nulls first`.
    var direction: String {
        (isDescending ? "desc" : "asc")
            + (nullsFirst == isDescending ? "" : nullsFirst ? " nulls first" : " nulls last")
    }
}

extension RecordQuery {
    /// `from leads t where …`, the query's conditions among them, for statements of another shape.
    public var source: SQL { "from \(identifier: resource.name) t where \(conditions)" }
}
