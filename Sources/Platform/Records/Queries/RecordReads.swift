public import Core
public import Postgres

/// One page of a list.
public struct RecordPage: Sendable {
    public let query: RecordQuery
    /// The page's rows, perhaps followed by one of the next page.
    public let rows: Rows
    /// How many rows belong to the page.
    public let count: Int
    /// nil unless it was asked for.
    public let total: Int?
    /// Where the next page starts; nil on the last.
    public let next: Cursor?

    public var hasMore: Bool { rows.count > count }

    /// From what the query's `select`, and its `countStatement` if it has one, have answered.
    /// Throws `PostgresError`.
    public init(_ query: RecordQuery, _ answers: [Rows]) throws {
        let rows = answers[0]
        let count = min(rows.count, query.limit)
        self.init(
            query: query, rows: rows, count: count,
            total: answers.count > 1 ? try answers[1].one("count").get("count") : nil,
            next: try Self.nextCursor(query, rows, count))
    }

    init(query: RecordQuery, rows: Rows, count: Int, total: Int?, next: Cursor?) {
        self.query = query
        self.rows = rows
        self.count = count
        self.total = total
        self.next = next
    }

    private static func nextCursor(_ query: RecordQuery, _ rows: Rows, _ count: Int) throws -> Cursor? {
        guard rows.count > query.limit, count > 0 else { return nil }
        let first = query.fields.count + query.embeds.count
        let last = rows[count - 1]
        return Cursor(values: try query.order.indices.map { try last.value(at: first + $0, as: String.self) })
    }
}

extension RecordStore {
    /// Reads a page: one round trip, the total included. Throws `Problem` 403.
    public func list(_ query: RecordQuery, _ context: Context) async throws -> RecordPage {
        try context.require(query.resource.narrowed(by: context.grants).access.read)
        if let counting = query.countStatement {
            return try RecordPage(
                query, try await answering { try await database.batch(context, [query.select, counting]) })
        }
        return try RecordPage(query, [try await answering { try await database.read(context, query.select) }])
    }

    /// The statement by which `get` reads one record, for measuring the same work by other means.
    public func statement(_ resource: Resource, _ id: Identifier, _ context: Context) throws -> SQL {
        try oneQuery(resource, id, context, select: nil).selectOne(id)
    }

    private func oneQuery(_ resource: Resource, _ id: Identifier, _ context: Context, select: String?) throws
        -> RecordQuery
    {
        let resource = resource.narrowed(by: context.grants)
        guard let idField = resource.field("id") else { throw Problem.notFound(resource.singular) }
        let visible = resource.visibleFields(to: context.role)
        let selection = try select.map { try RecordQuery.Selection($0, visible, resource, catalogue, context) }
        return RecordQuery(
            resource: resource, fields: selection?.fields ?? visible, embeds: selection?.embeds ?? [],
            filters: [.compare(idField, .eq, id.description)], order: [], limit: 1,
            plainRole: select == nil ? context.role : nil)
    }

    /// Reads one record. Throws `Problem` 404.
    public func get(_ resource: Resource, _ id: Identifier, _ context: Context, select: String? = nil) async throws
        -> RecordPage
    {
        try context.require(resource.narrowed(by: context.grants).access.read)
        let query = try oneQuery(resource, id, context, select: select)
        let rows = try await answering { try await database.query(context, query.selectOne(id)) }
        _ = try rows.one(resource.singular)
        return RecordPage(query: query, rows: rows, count: 1, total: nil, next: nil)
    }

    func answering<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as PostgresError {
            throw Problem(error, messages: catalogue.constraintMessages) ?? error
        }
    }
}

extension RecordQuery {
    /// Without order and limit: an id names one row.
    func selectOne(_ id: Identifier) -> SQL {
        guard let plainRole else { return composedSelectOne }
        var values = Parameters()
        values.append(id)
        return resource.statements.template(.one(plainRole)) { composedSelectOne }.bind(values)
    }

    private var composedSelectOne: SQL {
        let plain = fields.map { SQL(trusted: $0.selectExpression) }
        return """
            select \(SQL.joined(plain + embeds.map(\.sql), by: ", ")) from \(identifier: resource.name) t
            where t.org_id = app_org()\(resource.isSoftDeleted ? " and t.deleted_at is null" : "" as SQL) and \(SQL.joined(filters.map(\.sql), by: " and "))
            """
    }
}
