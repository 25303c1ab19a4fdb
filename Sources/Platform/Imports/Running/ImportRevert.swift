internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Takes an import back: what it added and nobody has touched or used since is deleted, what it changed and nobody has
/// changed since gets its old values. The rest stays, and it is said why.
struct ImportRevert: Sendable {
    let given: Import
    let resource: Resource
    let run: JobRun
    let store: RecordStore
    let context: Context

    private static let batch = 2000

    func revert() async throws {
        while try await store.work(context, "imports.revert", { try await restore($0) }) {}
        while try await store.work(context, "imports.revert", { try await remove($0) }) {}
        try await store.work(context, "imports.revert") { work in
            let kept = try await work.query(
                """
                select count(*) as count from import_rows
                where org_id = app_org() and import_id = \(given.id) and phase = 'revert'
                """
            ).one("count").get("count", as: Int64.self)
            work.queue(
                """
                update imports set status = 'reverted', reverted_at = \(work.now),
                  counts = counts || jsonb_build_object('kept', \(kept)::bigint)
                where org_id = app_org() and id = \(given.id)
                """)
            try work.emit(
                "records.import-reverted", given.resource, given.id.value,
                ["title": .string(given.fileName), "kept": .int(kept)])
        }
    }

    // MARK: - What was changed

    /// Gives whether there may be more.
    private func restore(_ work: Work) async throws -> Bool {
        try await run.hold(in: work.transaction)
        let rows = try await work.query(
            """
            select line, record_id, before, version_after from import_rows where org_id = app_org()
              and import_id = \(given.id) and phase = 'run' and outcome = 'updated' order by line limit \(Self.batch)
            """)
        guard !rows.isEmpty else { return false }
        let table = SQL.identifier(resource.name)
        let names = try fieldNames(rows)
        if !names.isEmpty {
            let sets = names.map { "\(SQL.quotedName($0)) = p.\(SQL.quotedName($0))" }.joined(separator: ", ")
            let restored = try await work.query(
                """
                update \(table) t set \(SQL(trusted: sets))
                from import_rows r, jsonb_populate_record(null::\(table), r.before) p
                where r.org_id = app_org() and r.import_id = \(given.id) and r.phase = 'run' and r.outcome = 'updated'
                  and r.line <= \(try rows[rows.count - 1].get("line", as: Int.self))
                  and t.org_id = app_org() and t.id = r.record_id and t.version = r.version_after
                returning t.id
                """)
            let done = Set(try restored.map { try $0.get("id", as: Identifier.self) })
            let left = try rows.filter { !done.contains(try $0.get("record_id")) }
            try keep(left.map { (try $0.get("line"), try $0.get("record_id")) }, "Changed since the import.", work)
        }
        work.queue(
            """
            update import_rows set outcome = 'skipped' where org_id = app_org() and import_id = \(given.id)
              and phase = 'run' and outcome = 'updated'
              and line <= \(try rows[rows.count - 1].get("line", as: Int.self))
            """)
        return rows.count == Self.batch
    }

    private func fieldNames(_ rows: Rows) throws -> [String] {
        try rows.first?.get("before", as: JSON.self).object?.keys.sorted().filter {
            $0 == "custom" || resource.field($0)?.source == .column
        } ?? []
    }

    private func keep(_ kept: [(line: Int, record: Identifier)], _ why: String, _ work: Work) throws {
        guard !kept.isEmpty else { return }
        let faults = JSON.array([["column": .null, "value": .null, "code": "kept", "message": .string(why)]])
        work.queue(
            """
            insert into import_rows (org_id, import_id, phase, line, outcome, faults, record_id)
            select app_org(), \(given.id), 'revert', r.line, 'kept', \(faults), r.record_id
            from unnest(\(kept.map(\.line))::int[], \(kept.map(\.record))::uuid[]) as r(line, record_id)
            on conflict do nothing
            """)
    }

    // MARK: - What was added

    private func remove(_ work: Work) async throws -> Bool {
        try await run.hold(in: work.transaction)
        let rows = try await work.query(
            """
            select number, created, sites from import_chunks where org_id = app_org() and import_id = \(given.id)
            order by number desc limit 1
            """)
        guard let row = rows.first else { return false }
        let number: Int = try row.get("number")
        let created: [Identifier] = try row.get("created")
        let sites: [Identifier] = try row.get("sites")
        if !sites.isEmpty {
            work.queue(
                """
                update sites set deleted_at = now() where org_id = app_org() and id = any(\(sites)::uuid[])
                  and version = 1 and deleted_at is null
                """)
        }
        let used = try await used(created, work)
        let free = created.filter { used[$0] == nil }
        let gone = try await work.query(removal(of: free))
        let done = Set(try gone.map { try $0.get("id", as: Identifier.self) })
        let alive = try await stillThere(free.filter { !done.contains($0) }, work)
        // Lines of added records are not kept: they are numbered below zero, which no row is.
        var place = -number * 2 - 1
        for (why, records) in reasons(used, alive) {
            let kept = records.map { record in
                place -= 1
                return (line: place, record: record)
            }
            try keep(kept, why, work)
        }
        if !done.isEmpty {
            work.queue(
                """
                delete from record_sources where org_id = app_org() and resource = \(given.resource)
                  and record_id = any(\(Array(done))::uuid[])
                """)
        }
        work.queue(
            "delete from import_chunks where org_id = app_org() and import_id = \(given.id) and number = \(number)")
        return true
    }

    private func reasons(_ used: [Identifier: String], _ alive: [Identifier]) -> [(String, [Identifier])] {
        var reasons: [String: [Identifier]] = [:]
        for (record, table) in used {
            reasons["In use: \(table.spaced).", default: []].append(record)
        }
        if !alive.isEmpty { reasons["Changed since the import.", default: []] += alive }
        return reasons.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private func removal(of records: [Identifier]) -> SQL {
        let table = SQL.identifier(resource.name)
        let condition: SQL = "t.org_id = app_org() and t.id = any(\(records)::uuid[]) and t.version = 1"
        return resource.isSoftDeleted
            ? "update \(table) t set deleted_at = now() where \(condition) and t.deleted_at is null returning t.id"
            : "delete from \(table) t where \(condition) returning t.id"
    }

    private func stillThere(_ records: [Identifier], _ work: Work) async throws -> [Identifier] {
        guard !records.isEmpty else { return [] }
        let alive: SQL = resource.isSoftDeleted ? " and t.deleted_at is null" : ""
        let rows = try await work.query(
            """
            select t.id from \(identifier: resource.name) t
            where t.org_id = app_org() and t.id = any(\(records)::uuid[])\(alive)
            """)
        return try rows.map { try $0.get("id") }
    }

    /// Records that others refer to by a foreign key, and from which table.
    private func used(_ records: [Identifier], _ work: Work) async throws -> [Identifier: String] {
        guard !records.isEmpty else { return [:] }
        let links = try await work.query(
            """
            select c.conrelid::regclass::text as source, a.attname as name,
              exists (select from pg_attribute d where d.attrelid = c.conrelid and d.attname = 'deleted_at') as is_soft
            from pg_constraint c
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
            where c.contype = 'f' and c.confrelid = \(resource.name)::regclass and cardinality(c.conkey) = 2
              and has_table_privilege(c.conrelid, 'select')
            """)
        var used: [Identifier: String] = [:]
        for link in links {
            let source: String = try link.get("source")
            let name: String = try link.get("name")
            let alive: SQL = try link.get("is_soft") ? " and s.deleted_at is null" : ""
            let rows = try await work.query(
                """
                select distinct s.\(identifier: name) as id from \(SQL(trusted: source)) s
                where s.org_id = app_org() and s.\(identifier: name) = any(\(records)::uuid[])\(alive)
                """)
            for row in rows { used[try row.get("id")] = source }
        }
        return used
    }
}
