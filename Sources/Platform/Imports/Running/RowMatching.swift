internal import Core
internal import Postgres
internal import Records

/// Decides for each row of a chunk whether it adds a record, changes one, or neither.
struct RowMatching {
    let layout: ImportLayout
    let context: Context
    /// Who knows whose rows are not to be taken in again.
    let erased: (any ErasedPeople)?
    private var resource: Resource { layout.resource }

    func match(_ rows: inout [PreparedRow], _ ask: (SQL) async throws -> Rows) async throws {
        let known = try await matches(rows, ask)
        for index in rows.indices where rows[index].fate == .create { decide(&rows[index], known) }
        for column in layout.uniqueColumns { try await checkUnique(&rows, column, ask) }
        try await leaveOutErased(&rows, ask)
    }

    private var alive: SQL { resource.isSoftDeleted ? " and t.deleted_at is null" : "" }

    /// Records whose field has the key's value, as `t`. An index by trigrams serves equality of texts too, and where the
    /// planner takes it for the cheaper one, each key costs milliseconds: a short range in order is the ordinary index's.
    private func records(with field: Field, _ key: SQL) -> SQL {
        let column: SQL = "t.\(identifier: field.name)"
        let table = SQL.identifier(resource.name)
        guard field.kind.columnType == "text" else {
            return "join \(table) t on t.org_id = app_org() and \(column) = \(key)\(alive)"
        }
        return """
            cross join lateral (select t.id, \(column) from \(table) t
              where t.org_id = app_org() and \(column) >= \(key) and \(column) <= \(key)\(alive)
              order by \(column) limit 2) t
            """
    }

    /// Joined, not compared with an array: where statistics are old, as in a table that has just been filled, the latter
    /// may look through the whole table for each key.
    ///
    /// Ids of records by the rows' keys; what was merged since is found as what it was merged into. A nil stands for one that the role may not see.
    private func matches(_ rows: [PreparedRow], _ ask: (SQL) async throws -> Rows) async throws -> [String:
        [Identifier?]]
    {
        let keys = rows.compactMap { $0.fate == .create ? SeenKeys.key(of: $0, layout) : nil }
        guard !keys.isEmpty else { return [:] }
        let answer: Rows
        if layout.plan.key == "external_id" {
            answer = try await ask(
                """
                select s.external_id as key, t.id from unnest(\(keys)::text[]) as k(key)
                  join record_sources s on s.org_id = app_org() and s.resource = \(resource.name)
                    and s.source = \(layout.plan.source) and s.external_id = k.key
                  left join record_redirects r on r.org_id = s.org_id and r.resource = s.resource
                    and r.from_id = s.record_id
                  left join \(identifier: resource.name) t on t.org_id = s.org_id
                    and t.id = coalesce(r.to_id, s.record_id)\(alive)
                """)
        } else if layout.idCell != nil {
            answer = try await ask(
                """
                select k.key::text as key, t.id from unnest(\(keys)::uuid[]) as k(key)
                  left join record_redirects r on r.org_id = app_org() and r.resource = \(resource.name)
                    and r.from_id = k.key
                  join \(identifier: resource.name) t on t.org_id = app_org()
                    and t.id = coalesce(r.to_id, k.key)\(alive)
                """)
        } else if let column = layout.keyColumn {
            let found = records(with: layout.columns[column].field, "k.key")
            answer = try await ask("select k.key, t.id from unnest(\(keys)::text[]) as k(key) \(found)")
        } else {
            return [:]
        }
        var known: [String: [Identifier?]] = [:]
        for row in answer { known[try row.get("key"), default: []].append(try row.optional("id")) }
        return known
    }

    private func decide(_ row: inout PreparedRow, _ known: [String: [Identifier?]]) {
        guard let key = SeenKeys.key(of: row, layout) else { return decideWithoutKey(&row) }
        let found = known[key] ?? []
        if found.count > 1 {
            return row.fail(
                RowFault(
                    column: nil, value: key, code: "ambiguous",
                    message: "Several \(resource.title.lowercased()) have this key. Merge them, or use another key."))
        }
        switch found.first {
        case .some(.some(let id)):
            row.id = id
            row.fate = layout.plan.mode.changes ? .update(id) : .skip
        case .some(.none) where context.role == .sales:
            row.fail(
                RowFault(column: nil, value: key, code: "not_yours", message: "A record with this key is not yours."))
        default: decideNew(&row, key)
        }
    }

    private func decideWithoutKey(_ row: inout PreparedRow) {
        guard layout.plan.mode.adds else {
            return row.fail(
                RowFault(
                    column: nil, value: nil, code: "no_key",
                    message: "This row has nothing by which to find its record. Fill in the key, or leave the row out.")
            )
        }
        decideNew(&row, nil)
    }

    private func decideNew(_ row: inout PreparedRow, _ key: String?) {
        guard layout.plan.mode.adds else {
            row.fate = .skip
            return
        }
        if layout.idCell != nil, let key {
            return row.fail(
                RowFault(
                    column: "id", value: key, code: "unknown_record",
                    message: "There is no record with this id. Leave the id empty to add one."))
        }
        for (index, column) in layout.columns.enumerated() where column.field.isRequired {
            guard row.values[index] == nil, column.fallback == nil, column.field.defaultValue == nil else { continue }
            row.fail(
                RowFault(
                    column: layout.headers[column.cell], value: nil, code: "required",
                    message: "\(column.field.label) is needed."))
        }
    }

    /// A person who had their data erased does not come back with the next file.
    private func leaveOutErased(_ rows: inout [PreparedRow], _ ask: (SQL) async throws -> Rows) async throws {
        guard let erased else { return }
        let columns = layout.columns.indices.filter { layout.columns[$0].field.kind.isAddressOfPerson }
        if columns.isEmpty { return }
        let addresses = rows.flatMap { row in row.fate == .create ? columns.compactMap { row.values[$0] } : [] }
        let found = try await erased.erased(addresses, context, ask)
        if found.isEmpty { return }
        for index in rows.indices where rows[index].fate == .create {
            for column in columns {
                guard let value = rows[index].values[column], let at = found[value] else { continue }
                let day = context.zone.local(at).date
                rows[index].fail(
                    RowFault(
                        column: layout.headers[layout.columns[column].cell], value: value, code: "erased",
                        message: "This person was erased on \(day) at their request. "
                            + "Leave the row out, or add them by hand if they have come back."))
                break
            }
        }
    }

    /// A value that only one record may have, and another has.
    private func checkUnique(_ rows: inout [PreparedRow], _ column: Int, _ ask: (SQL) async throws -> Rows) async throws
    {
        func isLooked(_ row: PreparedRow) -> Bool {
            switch row.fate {
            case .create, .update: row.values[column] != nil
            default: false
            }
        }
        let values = rows.compactMap { isLooked($0) ? $0.values[column] : nil }
        guard !values.isEmpty else { return }
        let field = layout.columns[column].field
        let answer = try await ask(
            """
            select t.\(identifier: field.name)::text as value, t.id
            from unnest(\(values)::\(SQL(trusted: field.kind.columnType))[]) as k(value)
            \(records(with: field, "k.value"))
            """)
        var owners: [String: Identifier] = [:]
        for row in answer { owners[try row.get("value")] = try row.get("id") }
        for index in rows.indices where isLooked(rows[index]) {
            guard let value = rows[index].values[column], let owner = owners[value], owner != rows[index].id else {
                continue
            }
            rows[index].fail(
                RowFault(
                    column: layout.headers[layout.columns[column].cell], value: value, code: "taken",
                    message:
                        "Another \(resource.singular.spaced) already has this \(field.label.lowercased()). Take it out, or match by it."
                ))
        }
    }
}
