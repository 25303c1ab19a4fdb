public import Core
internal import Postgres

extension RecordStore {
    /// Adds a record. Gives it as the role may see it.
    /// Throws `Problem`: 403, 422 with every faulty field, 409 on a conflict.
    public func create(
        _ resource: Resource, _ members: [String: JSON], _ context: Context, key: String? = nil, isDryRun: Bool = false
    ) async throws -> JSON {
        let resource = resource.narrowed(by: context.grants)
        try context.require(resource.access.create)
        let input = try RecordInput(
            resource.owned(members, context), resource: resource, context: context, isNew: true)
        try await check(resource, members, context)
        let request = IdempotentRequest(key: key, name: "POST \(resource.name)", input: .object(members))
        return try await changing(resource, request, context, "\(resource.name).create", isDryRun: isDryRun) { work in
            try await Self.insert(input, resource, work)
        }
    }

    /// Adds several records, all or none. Gives them as the role may see them.
    /// Throws `Problem`: 403, 413 for too many, 422 naming the first that is faulty, 409 on a conflict.
    public func create(
        _ resource: Resource, _ items: [JSON], _ context: Context, key: String? = nil, isDryRun: Bool = false
    ) async throws -> [JSON] {
        let resource = resource.narrowed(by: context.grants)
        try context.require(resource.access.create)
        guard items.count <= Self.bulkLimit else {
            throw Problem(
                status: 413, code: "too_many", "At most \(Self.bulkLimit) records are added at once. Send fewer.")
        }
        let inputs = try items.map { item in
            guard let members = item.object else {
                throw Problem.badRequest("not_an_object", "Each record in the list must be a JSON object.")
            }
            return try RecordInput(
                resource.owned(members, context), resource: resource, context: context, isNew: true)
        }
        for item in items { try await check(resource, item.object ?? [:], context) }
        let request = IdempotentRequest(key: key, name: "POST \(resource.name)", input: .array(items))
        let made = try await changing(resource, request, context, "\(resource.name).create", isDryRun: isDryRun) {
            work in
            var records: [JSON] = []
            for input in inputs { records.append(try await Self.insert(input, resource, work)) }
            return .array(records)
        }
        return made.array ?? []
    }

    private static func insert(_ input: RecordInput, _ resource: Resource, _ work: Work) async throws -> JSON {
        let id = work.context.ids.next(at: work.now)
        let (columns, values) = input.insertion
        let rows = try await work.query(
            """
            insert into \(identifier: resource.name) as t (org_id, id\(columns)) values (app_org(), \(id)\(values))
            returning \(returning(resource, work.context))
            """)
        return try announce("created", resource, rows, work)
    }

    /// Changes a record.
    /// - Parameter version: refuse with 409 unless the record still has it.
    public func update(
        _ resource: Resource, _ id: Identifier, _ members: [String: JSON], _ context: Context, version: Int64? = nil,
        isDryRun: Bool = false
    ) async throws -> JSON {
        let resource = resource.narrowed(by: context.grants)
        try context.require(resource.access.update)
        let input = try RecordInput(members, resource: resource, context: context, isNew: false)
        try Self.requireChange(input)
        try await check(resource, members, context)
        return try await changing(resource, .withoutKey, context, "\(resource.name).update", isDryRun: isDryRun) {
            work in
            let rows = try await work.query(
                """
                update \(identifier: resource.name) as t set \(input.assignments)
                where t.org_id = app_org() and t.id = \(id)\(Self.alive(resource))
                  and (\(version)::bigint is null or t.version = \(version)::bigint)
                returning \(Self.returning(resource, context))
                """)
            if rows.isEmpty { try await Self.explainMiss(resource, id, version, members, work) }
            return try Self.announce("updated", resource, rows, work)
        }
    }

    /// Deletes a record; a softly deleted one can be restored for 30 days.
    public func delete(
        _ resource: Resource, _ id: Identifier, _ context: Context, version: Int64? = nil, isDryRun: Bool = false
    ) async throws {
        let resource = resource.narrowed(by: context.grants)
        try context.require(resource.access.delete)
        _ = try await changing(resource, .withoutKey, context, "\(resource.name).delete", isDryRun: isDryRun) { work in
            let verb: SQL =
                resource.isSoftDeleted
                ? "update \(identifier: resource.name) as t set deleted_at = now()"
                : "delete from \(identifier: resource.name) as t"
            let rows = try await work.query(
                """
                \(verb) where t.org_id = app_org() and t.id = \(id)\(Self.alive(resource))
                  and (\(version)::bigint is null or t.version = \(version)::bigint)
                returning \(Self.returning(resource, context))
                """)
            if rows.isEmpty { try await Self.explainMiss(resource, id, version, [:], work) }
            return try Self.announce("deleted", resource, rows, work)
        }
    }

    /// Brings a softly deleted record back.
    public func restore(
        _ resource: Resource, _ id: Identifier, _ context: Context, isDryRun: Bool = false
    ) async throws -> JSON {
        let resource = resource.narrowed(by: context.grants)
        try context.require(resource.access.delete)
        guard resource.isSoftDeleted else { throw Problem.notFound(resource.singular) }
        return try await changing(resource, .withoutKey, context, "\(resource.name).restore", isDryRun: isDryRun) {
            work in
            let rows = try await work.query(
                """
                update \(identifier: resource.name) as t set deleted_at = null
                where t.org_id = app_org() and t.id = \(id) and t.deleted_at is not null
                returning \(Self.returning(resource, context))
                """)
            _ = try rows.one(resource.singular)
            return try Self.announce("restored", resource, rows, work)
        }
    }

    /// How many records one bulk change may touch.
    public static let bulkLimit = 1000

    /// Changes (or, with `members` nil, deletes) every record that fits. Gives how many.
    /// Throws 422 if more than `bulkLimit` fit: nothing is changed then.
    public func bulk(
        _ resource: Resource, filters: [Filter], set members: [String: JSON]?, _ context: Context, isDryRun: Bool
    ) async throws -> JSON {
        let records = try await bulkRecords(resource, filters: filters, set: members, context, isDryRun: isDryRun)
        return ["count": .int(Int64(records.count)), "dry_run": .bool(isDryRun)]
    }

    /// Like `bulk`. Gives the records: as they are after the change, or as they were when they were deleted.
    public func bulkRecords(
        _ resource: Resource, filters: [Filter], set members: [String: JSON]?, _ context: Context, isDryRun: Bool
    ) async throws -> [JSON] {
        let resource = resource.narrowed(by: context.grants)
        try context.require(members == nil ? resource.access.delete : resource.access.update)
        guard !filters.isEmpty else {
            throw Problem.badRequest(
                "no_filter", "A change to many records needs a filter, such as status=eq.inactive.")
        }
        let input = try members.map { try RecordInput($0, resource: resource, context: context, isNew: false) }
        if let input { try Self.requireChange(input) }
        if let members { try await check(resource, members, context) }
        let answer = try await changing(resource, .withoutKey, context, "\(resource.name).bulk", isDryRun: isDryRun) {
            work in
            let condition = SQL.joined(filters.map(\.condition), by: " and ")
            let chosen: SQL = """
                t.org_id = app_org() and t.id in (select t.id from \(identifier: resource.name) t
                  where t.org_id = app_org()\(Self.alive(resource)) and \(condition) limit \(Self.bulkLimit + 1))
                """
            let change: SQL
            if let input {
                change = "update \(identifier: resource.name) as t set \(input.assignments) where \(chosen)"
            } else if resource.isSoftDeleted {
                change = "update \(identifier: resource.name) as t set deleted_at = now() where \(chosen)"
            } else {
                change = "delete from \(identifier: resource.name) as t where \(chosen)"
            }
            let rows = try await work.query("\(change) returning \(Self.returning(resource, context))")
            guard rows.count <= Self.bulkLimit else {
                throw Problem.invalid(
                    "filter", "too_many",
                    "More than \(Self.bulkLimit) records fit. Narrow the filter; nothing was changed.")
            }
            let json = RecordJSON(resource.visibleFields(to: context.role))
            return .array(
                try (0..<rows.count).map { row in
                    try Self.emit(input == nil ? "deleted" : "updated", resource, rows, row, work)
                    return try json.value(rows, row)
                })
        }
        return answer.array ?? []
    }

    // MARK: - Pieces

    func check(_ resource: Resource, _ members: [String: JSON], _ context: Context) async throws {
        try await catalogue.recordChecks[resource.name]?(members, self, context)
    }

    private static func requireChange(_ input: RecordInput) throws {
        guard !input.isEmpty else {
            throw Problem.badRequest("empty", "The request changes nothing. Send at least one field.")
        }
    }

    /// Like `once`; a change to custom fields holds at once in this process.
    private func changing(
        _ resource: Resource, _ request: IdempotentRequest, _ context: Context, _ name: String, isDryRun: Bool = false,
        _ body: @Sendable (Work) async throws -> JSON
    ) async throws -> JSON {
        let answer = try await once(request, context, name, isDryRun: isDryRun, body)
        if resource.name == "custom_fields" { customFields.forget(context.organisation) }
        return answer
    }

    private static func alive(_ resource: Resource) -> SQL { resource.isSoftDeleted ? " and t.deleted_at is null" : "" }

    static func returning(_ resource: Resource, _ context: Context) -> SQL {
        var columns = resource.visibleFields(to: context.role).map(\.selectExpression)
        if let column = resource.customerColumn { columns.append("t.\(SQL.quotedName(column)) as event_customer") }
        return SQL(trusted: columns.joined(separator: ", "))
    }

    private static func announce(_ verb: String, _ resource: Resource, _ rows: Rows, _ work: Work) throws -> JSON {
        let value = try RecordJSON(resource.visibleFields(to: work.context.role)).value(rows, 0)
        try emit(verb, resource, rows, 0, work)
        return value
    }

    static func emit(_ verb: String, _ resource: Resource, _ rows: Rows, _ index: Int, _ work: Work) throws {
        let row = rows[index]
        let customer: ID<Customer>? = resource.customerColumn == nil ? nil : try row.optional("event_customer")
        let title: String? = rows.column(resource.titleField) == nil ? nil : try row.optional(resource.titleField)
        var payload: [String: JSON] = ["title": .text(title)]
        for field in resource.eventFields where rows.column(field) != nil {
            payload[field] = .text(try row.optional(field, as: String.self))
        }
        try work.emit(
            "\(resource.singular).\(verb)", resource.name, try row.get("id"), customer: customer, .object(payload))
    }

    /// Nothing was touched: because there is no such record, or because it has moved on.
    private static func explainMiss(
        _ resource: Resource, _ id: Identifier, _ version: Int64?, _ members: [String: JSON], _ work: Work
    ) async throws {
        let rows = try await work.query(
            "select \(returning(resource, work.context)) from \(identifier: resource.name) t where t.org_id = app_org() and t.id = \(id)\(alive(resource))"
        )
        guard rows.first != nil, let version else { throw Problem.notFound(resource.singular) }
        let current = try RecordJSON(resource.visibleFields(to: work.context.role)).value(rows, 0)
        throw Problem(
            status: 409, code: "version_conflict",
            "Someone changed this \(resource.singular) after you read version \(version). Look at both and try again.",
            extra: ["current": current, "yours": .object(members)])
    }
}

extension IdempotentRequest {
    static let withoutKey = IdempotentRequest(key: nil, name: "", input: .null)
}
