public import Core
public import Postgres

/// What a list asks for: columns, conditions, order, page. Read from a query string in PostgREST's grammar.
public struct RecordQuery: Sendable {
    public enum Count: Sendable { case none, exact, estimated }

    public let resource: Resource
    /// Columns in the order asked for.
    public let fields: [Field]
    public let embeds: [Embed]
    public let filters: [Filter]
    /// Ends with `id`, so that the order is total.
    public let order: [SortColumn]
    /// 1 to 200.
    public let limit: Int
    public let offset: Int
    public let cursor: Cursor?
    public let count: Count
    /// The role that asks for nothing but the resource's own columns and order: such a statement is put together once.
    let plainRole: Role?

    /// One column to sort by, with its field.
    public struct SortColumn: Sendable {
        public let field: Field
        public let isDescending: Bool

        /// A record may be older than the requirement of a custom field.
        var isNeverNull: Bool {
            field.source == .column
                && (field.isRequired || ["id", "version", "created_at", "updated_at"].contains(field.name))
        }

        /// PostgreSQL's own way, which indexes serve, is first going down and last going up.
        public let nullsFirst: Bool

        init(field: Field, isDescending: Bool, nullsFirst: Bool? = nil) {
            self.field = field
            self.isDescending = isDescending
            self.nullsFirst = nullsFirst ?? isDescending
        }

        var sql: SQL {
            let nulls = nullsFirst == isDescending ? "" : nullsFirst ? " nulls first" : " nulls last"
            return SQL(trusted: field.expression + (isDescending ? " desc" : " asc") + nulls)
        }
    }

    /// A record that another refers to, shown inside it: `owner(name)`.
    public struct Embed: Sendable {
        public let name: String
        public let reference: Field
        public let target: Resource
        public let fields: [Field]
    }

    public static let defaultLimit = 50
    public static let maximumLimit = 200

    public init(
        resource: Resource, fields: [Field], embeds: [Embed] = [], filters: [Filter] = [], order: [SortColumn],
        limit: Int = defaultLimit, offset: Int = 0, cursor: Cursor? = nil, count: Count = .none
    ) {
        self.init(
            resource: resource, fields: fields, embeds: embeds, filters: filters, order: order, limit: limit,
            offset: offset,
            cursor: cursor, count: count, plainRole: nil)
    }

    init(
        resource: Resource, fields: [Field], embeds: [Embed] = [], filters: [Filter] = [], order: [SortColumn],
        limit: Int = defaultLimit, offset: Int = 0, cursor: Cursor? = nil, count: Count = .none, plainRole: Role?
    ) {
        self.plainRole = plainRole
        self.resource = resource
        self.fields = fields
        self.embeds = embeds
        self.filters = filters
        self.order = order
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
        self.count = count
    }

    private var table: SQL { .identifier(resource.name) }

    var conditions: SQL {
        var parts: [SQL] = ["t.org_id = app_org()"]
        if resource.isSoftDeleted { parts.append("t.deleted_at is null") }
        parts.append(contentsOf: filters.map(\.sql))
        let joined = SQL.joined(parts, by: " and ")
        return filters.isEmpty && hasOwnOrder ? joined : .plannedAnew(joined)
    }

    /// Whether the order is the one that the resource is listed in, which an index serves for every organisation.
    private var hasOwnOrder: Bool {
        let own = resource.list.order
        return order.count <= own.count + 1
            && zip(order, own).allSatisfy { $0.field.name == $1.field && $0.isDescending == $1.isDescending }
    }

    var columns: SQL {
        let plain = fields.map { SQL(trusted: $0.selectExpression) }
        return SQL.joined(plain + embeds.map(\.sql) + cursorColumns, by: ", ")
    }

    /// The values to sort by, appended so that the next page can start after the last row even when they are not shown.
    private var cursorColumns: [SQL] {
        order.enumerated().map { SQL(trusted: "\($1.field.expression) as \"cursor_\($0)\"") }
    }

    /// The page's rows and one more, to know whether there is a next page.
    public var select: SQL {
        guard let plainRole else { return composedSelect }
        var values = Parameters()
        values.append(limit + 1)
        return resource.statements.template(.list(plainRole)) { composedSelect }.bind(values)
    }

    private var composedSelect: SQL {
        var sql: SQL = "select \(columns) from \(table) t where \(conditions)"
        if let cursor { sql += " and \(cursor.sql(order))" }
        let sorting = order.map(\.sql)
        sql += " order by \(SQL.joined(sorting, by: ", ")) limit \(limit + 1)"
        if offset > 0 { sql += " offset \(offset)" }
        return sql
    }

    /// How many records there are in all, counted only as far as `ceiling` when estimating.
    public var countStatement: SQL? {
        switch count {
        case .none: nil
        case .exact: "select count(*) as count from \(table) t where \(conditions)"
        case .estimated:
            "select count(*) as count from (select 1 from \(table) t where \(conditions) limit \(Self.countCeiling)) counted"
        }
    }

    /// What PostgreSQL thinks how many records fit, without looking: an `EXPLAIN`, whose answer `planned` reads.
    public var planStatement: SQL { "explain (format json) select 1 from \(table) t where \(conditions)" }

    /// How many records fit, counted as far as `limit`.
    public func countStatement(upTo limit: Int) -> SQL {
        "select count(*) as count from (select 1 from \(table) t where \(conditions) limit \(limit)) counted"
    }

    /// Reads the answer to `planStatement`: how many rows, and what finding them all would cost in the planner's units.
    /// Throws `Problem` if it is none.
    public static func planned(_ rows: Rows) throws -> (rows: Int, cost: Int) {
        let text: String = try rows.one("plan").value(at: 0) ?? ""
        let plan = try JSON(parsing: text).array?.first?["Plan"]
        guard let number = plan?["Plan Rows"]?.double, let cost = plan?["Total Cost"]?.double else {
            throw Problem.notFound("plan")
        }
        return (Int(number), Int(min(cost, 1e15)))
    }

    /// Beyond this many an estimated count says "more".
    public static let countCeiling = 100_000
}

extension RecordQuery.Embed {
    var sql: SQL {
        let members = fields.map { "'\($0.name)', " + $0.expressionAsJSON(row: "e") }.joined(separator: ", ")
        return SQL(
            trusted: """
                (select json_build_object(\(members)) from \(SQL.quotedName(target.name)) e \
                where e.org_id = t.org_id and e.id = t.\(SQL.quotedName(reference.name))) as \(SQL.quotedName(name))
                """)
    }
}

extension Field {
    func expressionAsJSON(row: String) -> String { row + "." + SQL.quotedName(name) }
}

extension SQL {
    /// A quoted identifier as text.
    public static func quotedName(_ name: String) -> String { SQL.identifier(name).text }
}
