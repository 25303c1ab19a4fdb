internal import Core
internal import Postgres

/// One change, made to some records in one transaction: all together if nothing refuses, one by one if something does.
struct BulkStep: Sendable {
    let resource: Resource
    let verb: BulkVerb
    private let input: RecordInput?
    private let action: AnyAction?

    /// What came of one record.
    struct Result: Sendable {
        let id: Identifier
        /// The changed columns as they were.
        let before: JSON?
        /// After the change.
        let version: Int64?
        /// Why it was refused.
        let reason: String?
    }

    /// Throws `Problem`: 403 where the role may not do it at all, 422 for values that do not fit the fields.
    init(_ resource: Resource, _ verb: BulkVerb, _ catalogue: Catalogue, _ context: Context) throws {
        let resource = resource.narrowed(by: context.grants)
        self.resource = resource
        self.verb = verb
        var (input, action): (RecordInput?, AnyAction?) = (nil, nil)
        switch verb {
        case .set(let members):
            try context.require(resource.access.update)
            input = try RecordInput(members, resource: resource, context: context, isNew: false)
            guard input?.isEmpty == false else { throw Problem.invalid("field", "required", "Choose what to change.") }
        case .addTags(let tags), .removeTags(let tags):
            try context.require(resource.access.update)
            _ = try RecordInput(
                ["tags": .array(tags.map { .string($0) })], resource: resource, context: context, isNew: false)
            guard !tags.isEmpty else { throw Problem.invalid("tags", "required", "Write at least one tag.") }
        case .delete: try context.require(resource.access.delete)
        case .action(let name):
            let found = try catalogue.action(name, for: context.role)
            if context.grants?.reach(action: name) == Grants.Reach.none { throw Problem.forbidden() }
            guard found.resource == resource.name, found.isRecordAlone else {
                throw Problem.notFound("action “\(name)”")
            }
            action = found
        }
        self.input = input
        self.action = action
    }

    func run(_ ids: [Identifier], _ work: Work, isRehearsal: Bool) async throws -> [Result] {
        if action != nil { return try await separately(ids, work, isRehearsal) }
        do {
            // A refusal of one undoes the statement for all: then each is asked by itself.
            return try await work.savepoint { try await together(ids, work, isRehearsal) }
        } catch let error as PostgresError where Problem(error, messages: work.messages) != nil {
            return try await separately(ids, work, isRehearsal)
        }
    }

    private func separately(_ ids: [Identifier], _ work: Work, _ isRehearsal: Bool) async throws -> [Result] {
        var results: [Result] = []
        let unfit = try await unfit(ids, work)
        for id in ids {
            if unfit.contains(id) {
                results.append(Result(id: id, before: nil, version: nil, reason: unfitWords))
                continue
            }
            do {
                results += try await work.savepoint {
                    guard let action else { return try await together([id], work, isRehearsal) }
                    let field = action.recordField?.name ?? "id"
                    let input = try Input([field: .text(id)], fields: action.fields, context: work.context)
                    try await work.requireReach(action.name, action.recordField, input)
                    _ = try await action.run(input, work)
                    return [Result(id: id, before: nil, version: nil, reason: nil)]
                }
            } catch let problem as Problem {
                results.append(Result(id: id, before: nil, version: nil, reason: Self.reason(problem)))
            } catch let error as PostgresError {
                guard let problem = Problem(error, messages: work.messages) else { throw error }
                results.append(Result(id: id, before: nil, version: nil, reason: Self.reason(problem)))
            }
        }
        return results
    }

    /// The records for which the action makes no sense.
    private func unfit(_ ids: [Identifier], _ work: Work) async throws -> Set<Identifier> {
        guard let condition = action?.offeredWhen, let query = resource.unfit(ids, for: condition) else { return [] }
        return Set(try await work.query(query).map { try $0.get("id") })
    }

    private var unfitWords: String {
        "Only where \(action?.offeredWhen?.words(resource) ?? "it makes sense")."
    }

    private static func reason(_ problem: Problem) -> String { problem.fields.first?.message ?? problem.detail }

    private func together(_ ids: [Identifier], _ work: Work, _ isRehearsal: Bool) async throws -> [Result] {
        let alive: SQL = resource.isSoftDeleted ? " and t.deleted_at is null" : ""
        let chosen = ids.map(\.description)
        let before = SQL.joined(columns.map { "\(literal: $0), t.\(SQL.identifier($0))" }, by: ", ")
        let old: SQL = """
            with old as (select t.id as old_id, jsonb_build_object(\(before)) as before_values from \(identifier: resource.name) t
              where t.org_id = app_org() and t.id = any (\(chosen)::uuid[])\(alive) for update)
            """
        let whole = resource.isSoftDeleted || verb != .delete ? SQL("before_values") : "to_jsonb(t) as before_values"
        let returning: SQL =
            "returning \(RecordStore.returning(resource, work.context)), t.version as version_now, \(whole)"
        let rows = try await work.query(
            """
            \(old) \(change) where t.org_id = app_org() and t.id = old.old_id \(returning)
            """)
        // Deferred checks and triggers refuse now rather than with the commit.
        if isRehearsal { try await work.query("set constraints all immediate") }
        var results: [Identifier: Result] = [:]
        let event = verb == .delete ? "deleted" : "updated"
        for index in 0..<rows.count {
            let row = rows[index]
            let id: Identifier = try row.get("id")
            results[id] = Result(
                id: id, before: try row.optional("before_values"), version: try row.get("version_now"), reason: nil)
            if !isRehearsal { try RecordStore.emit(event, resource, rows, index, work) }
        }
        return ids.map { id in
            results[id]
                ?? Result(
                    id: id, before: nil, version: nil,
                    reason: "It is not there any more, or you may not change it.")
        }
    }

    /// The columns that the change touches.
    private var columns: [String] {
        switch verb {
        case .set: input?.columnNames ?? []
        case .addTags, .removeTags: ["tags"]
        case .delete: resource.isSoftDeleted ? ["deleted_at"] : ["id"]
        case .action: []
        }
    }

    private var change: SQL {
        let table = SQL.identifier(resource.name)
        switch verb {
        case .set: return "update \(table) as t set \(input?.assignments ?? "") from old"
        case .addTags(let tags):
            return """
                update \(table) as t set tags = (select coalesce(array_agg(tag order by first), '{}') from (
                  select tag, min(place) as first from unnest(t.tags || \(tags)::text[]) with ordinality u(tag, place)
                  group by tag) each) from old
                """
        case .removeTags(let tags):
            return """
                update \(table) as t set tags = (select coalesce(array_agg(tag order by place), '{}')
                  from unnest(t.tags) with ordinality u(tag, place) where tag <> all (\(tags)::text[])) from old
                """
        case .delete:
            return resource.isSoftDeleted
                ? "update \(table) as t set deleted_at = now() from old" : "delete from \(table) as t using old"
        case .action: return ""
        }
    }

    /// Gives records back what they had where they still are as the change left them. Gives which.
    func takeBack(_ items: [Result], _ work: Work) async throws -> [Identifier] {
        do { return try await work.savepoint { try await takeBackTogether(items, work) } } catch let error
            as PostgresError where Problem(error, messages: work.messages) != nil
        {
            var restored: [Identifier] = []
            for item in items {
                do { restored += try await work.savepoint { try await takeBackTogether([item], work) } } catch let error
                    as PostgresError
                {
                    guard Problem(error, messages: work.messages) != nil else { throw error }
                }
            }
            return restored
        }
    }

    private func takeBackTogether(_ items: [Result], _ work: Work) async throws -> [Identifier] {
        let list = JSON.array(
            items.map {
                [
                    "id": .text($0.id), "before": $0.before ?? [:], "version": $0.version.map { .int($0) } ?? .null,
                ]
            })
        let table = SQL.identifier(resource.name)
        let source: SQL =
            "jsonb_to_recordset(\(list)::jsonb) as r(id uuid, before jsonb, version int)"
        let statement: SQL
        if verb == .delete, !resource.isSoftDeleted {
            statement = """
                insert into \(table) as t select (jsonb_populate_record(null::\(table), r.before)).* from \(source)
                on conflict do nothing
                """
        } else {
            let own = verb == .delete ? ["deleted_at"] : columns
            let assignments = SQL.joined(
                own.map {
                    "\(SQL.identifier($0)) = (jsonb_populate_record(null::\(table), r.before)).\(SQL.identifier($0))"
                },
                by: ", ")
            statement = """
                update \(table) as t set \(assignments) from \(source)
                where t.org_id = app_org() and t.id = r.id and t.version = r.version
                """
        }
        let rows = try await work.query("\(statement) returning \(RecordStore.returning(resource, work.context))")
        let event = verb == .delete ? "restored" : "updated"
        return try (0..<rows.count).map { index in
            try RecordStore.emit(event, resource, rows, index, work)
            return try rows[index].get("id")
        }
    }
}

extension AnyAction {
    /// Whether it is about one record and needs nothing else.
    public var isRecordAlone: Bool {
        recordField != nil
            && fields.dropFirst().allSatisfy { (!$0.isRequired || $0.defaultValue != nil) && $0.askedWith == nil }
    }
}

extension SQL.StringInterpolation {
    /// The name of a column, as text.
    fileprivate mutating func appendInterpolation(literal name: String) {
        appendLiteral("'" + name.replacing("'", with: "''") + "'")
    }
}
