internal import Core
internal import Postgres
internal import Records

/// Writes a chunk: new records with one statement, changes with another, and down what is needed to take both back.
struct ChunkWriter {
    let layout: ImportLayout
    let importID: ID<Import>
    private var resource: Resource { layout.resource }
    private var hasCustom: Bool { !layout.custom.isEmpty }

    /// What was written besides the rows' fates.
    struct Outcome {
        var created: [Identifier] = []
        var sites: [Identifier] = []
        /// By line.
        var before: [Int: (record: Identifier, before: JSON, version: Int)] = [:]
    }

    func write(_ rows: inout [PreparedRow], _ work: Work) async throws -> Outcome {
        var outcome = Outcome()
        let new = rows.indices.filter { rows[$0].fate == .create }
        for index in new { rows[index].id = work.context.ids.next(at: work.now) }
        try await insert(new[...], &rows, work)
        outcome.created = new.compactMap { rows[$0].fate == .create ? rows[$0].id : nil }
        try await update(&rows, work, &outcome)
        try await writeSites(rows, work, &outcome)
        writeSources(rows, work)
        return outcome
    }

    // MARK: - New records

    /// Inserts the rows at `indices`; where the database refuses, halves them until it is known which and why.
    private func insert(_ indices: ArraySlice<Int>, _ rows: inout [PreparedRow], _ work: Work) async throws {
        guard !indices.isEmpty else { return }
        do {
            let statement = insertion(indices.map { rows[$0] })
            let answer = try await work.savepoint { try await work.query(statement) }
            guard answer.count < indices.count else { return }
            let added = Set(try answer.map { try $0.get("id", as: Identifier.self) })
            for index in indices where rows[index].id.map({ !added.contains($0) }) == true {
                rows[index].fail(
                    RowFault(
                        column: nil, value: nil, code: "taken",
                        message: "Another record already has one of these values, which only one may have."))
            }
        } catch let error as PostgresError where !error.isUnavailable && !error.isRetryable && !error.isTimeout {
            guard indices.count > 1 else {
                return rows[indices[indices.startIndex]].fail(refusal(error, work))
            }
            let middle = indices.startIndex + indices.count / 2
            try await insert(indices[..<middle], &rows, work)
            try await insert(indices[middle...], &rows, work)
        }
    }

    private func refusal(_ error: PostgresError, _ work: Work) -> RowFault {
        let problem = Problem(error)
        return RowFault(
            column: nil, value: nil, code: problem?.code ?? "refused",
            message: problem?.detail ?? "The database does not take this row: \(error.message).")
    }

    private func insertion(_ rows: [PreparedRow]) -> SQL {
        var names: [SQL] = []
        var picks: [SQL] = []
        for (index, column) in layout.columns.enumerated() {
            let type = column.field.kind.columnType
            let value = "r.c\(index)::\(type)"
            names.append(.identifier(column.field.name))
            picks.append(SQL(trusted: fallback(column).map { "coalesce(\(value), \($0))" } ?? value))
        }
        for constant in layout.constants {
            names.append(.identifier(constant.name))
            picks.append("\(constant.value)")
        }
        if hasCustom {
            names.append("custom")
            picks.append("coalesce(r.custom::jsonb, '{}')")
        }
        return """
            insert into \(identifier: resource.name) (org_id, id, \(SQL.joined(names, by: ", ")))
            select app_org(), r.id, \(SQL.joined(picks, by: ", ")) from \(source(rows)) on conflict do nothing returning id
            """
    }

    private func fallback(_ column: ImportLayout.Column) -> String? {
        if let fallback = column.fallback { return fallback }
        guard let value = column.field.defaultValue?.string, value.allSatisfy({ $0.isLetter || $0 == "_" }) else {
            return nil
        }
        return "'\(value)'"
    }

    /// The rows as a table `r` of texts.
    private func source(_ rows: [PreparedRow]) -> SQL {
        var arrays: [SQL] = ["\(rows.compactMap(\.id))::uuid[]"]
        var names = ["id"]
        for index in layout.columns.indices {
            arrays.append("\(NullableTexts(texts: rows.map { $0.values[index] }))::text[]")
            names.append("c\(index)")
        }
        if hasCustom {
            arrays.append("\(NullableTexts(texts: rows.map { $0.custom?.text }))::text[]")
            names.append("custom")
        }
        return "unnest(\(SQL.joined(arrays, by: ", "))) as r(" + SQL(trusted: names.joined(separator: ", ")) + ")"
    }

    // MARK: - Changes

    private func update(_ rows: inout [PreparedRow], _ work: Work, _ outcome: inout Outcome) async throws {
        let changed = rows.indices.filter { if case .update = rows[$0].fate { true } else { false } }
        guard !changed.isEmpty else { return }
        try await update(changed[...], &rows, work, &outcome)
        for index in changed where rows[index].fate != .error && outcome.before[rows[index].row.line] == nil {
            rows[index].fate = .skip  // nothing in it was new
        }
    }

    private func update(
        _ indices: ArraySlice<Int>, _ rows: inout [PreparedRow], _ work: Work, _ outcome: inout Outcome
    ) async throws {
        let statement = change(indices.map { rows[$0] })
        do {
            // In a statement before, so that what is kept as the value before is what the change then meets.
            try await work.query(
                """
                select 1 from unnest(\(indices.compactMap { rows[$0].id })::uuid[]) as k(id)
                  join \(identifier: resource.name) t on t.org_id = app_org() and t.id = k.id
                order by t.id for update of t
                """)
            let answer = try await work.savepoint { try await work.query(statement) }
            let lines = Dictionary(
                indices.compactMap { index in rows[index].id.map { ($0, rows[index].row.line) } },
                uniquingKeysWith: { first, _ in first })
            for row in answer {
                let id: Identifier = try row.get("id")
                guard let line = lines[id] else { continue }
                outcome.before[line] = (id, try row.get("before"), try row.get("version"))
            }
        } catch let error as PostgresError where !error.isUnavailable && !error.isRetryable && !error.isTimeout {
            guard indices.count > 1 else {
                return rows[indices[indices.startIndex]].fail(refusal(error, work))
            }
            let middle = indices.startIndex + indices.count / 2
            try await update(indices[..<middle], &rows, work, &outcome)
            try await update(indices[middle...], &rows, work, &outcome)
        }
    }

    /// Changes what differs. Empty cells change nothing; where only blanks are filled, what there is stays.
    private func change(_ rows: [PreparedRow]) -> SQL {
        let fills = layout.plan.mode == .fill
        var names: [String] = []
        var values: [String] = []
        for (index, column) in layout.columns.enumerated() where column.field.name != plannedKey {
            let name = SQL.quotedName(column.field.name)
            let given = "r.c\(index)::\(column.field.kind.columnType)"
            let isList = column.field.kind.columnType == "text[]"
            let own = fills && isList ? "nullif(t.\(name), '{}')" : "t.\(name)"
            names.append(name)
            let value = fills ? "coalesce(\(own), \(given))" : "coalesce(\(given), t.\(name))"
            values.append(isList ? "coalesce(\(value), '{}')" : value)
        }
        if hasCustom {
            names.append("custom")
            values.append(
                fills ? "coalesce(r.custom::jsonb, '{}') || t.custom" : "t.custom || coalesce(r.custom::jsonb, '{}')")
        }
        guard !names.isEmpty else {
            return SQL(trusted: "select null::uuid as id, 0 as version, '{}'::jsonb as before where false")
        }
        let kept = names.map { "'\($0.dropFirst($0.hasPrefix("\"") ? 1 : 0).prefix { $0 != "\"" })', t.\($0)" }
        let sets = zip(names, values).map { "\($0) = \($1)" }.joined(separator: ", ")
        let table = SQL.quotedName(resource.name)
        return "with r as materialized (select * from " + source(rows) + "), "
            + SQL(
                trusted: """
                    old as (select t.id, jsonb_build_object(\(kept.joined(separator: ", "))) as before from \(table) t
                      join r on r.id = t.id where t.org_id = app_org()),
                    changed as (update \(table) t set \(sets) from r where t.org_id = app_org() and t.id = r.id
                      and (\(names.map { "t.\($0)" }.joined(separator: ", "))) is distinct from (\(values.joined(separator: ", ")))
                      returning t.id, t.version)
                    select changed.id, changed.version, old.before from changed join old using (id)
                    """)
    }

    private var plannedKey: String? { layout.plan.key }

    // MARK: - What comes along

    private func writeSites(_ rows: [PreparedRow], _ work: Work, _ outcome: inout Outcome) async throws {
        guard !layout.sites.isEmpty else { return }
        let placed = rows.filter {
            guard $0.site != nil else { return false }
            switch $0.fate {
            case .create, .update: return true
            default: return false
            }
        }
        guard !placed.isEmpty else { return }
        let ids = placed.map { _ in work.context.ids.next(at: work.now) }
        var arrays: [SQL] = ["\(ids)::uuid[]", "\(placed.compactMap(\.id))::uuid[]"]
        for index in layout.sites.indices {
            arrays.append("\(NullableTexts(texts: placed.map { $0.site?[index] }))::text[]")
        }
        let names = layout.sites.map { SQL.identifier($0.field.name) }
        let columns = layout.sites.indices.map { "s\($0)" }.joined(separator: ", ")
        let answer = try await work.query(
            """
            insert into sites (org_id, id, customer_id, \(SQL.joined(names, by: ", ")))
            select app_org(), r.id, r.record, \(SQL(trusted: layout.sites.indices.map { "r.s\($0)" }.joined(separator: ", ")))
            from unnest(\(SQL.joined(arrays, by: ", "))) as r(id, record, \(SQL(trusted: columns)))
            where r.\(SQL(trusted: "s\(layout.sites.firstIndex { $0.field.name == "line1" } ?? 0)")) is not null
            on conflict do nothing returning id
            """)
        outcome.sites = try answer.map { try $0.get("id") }
    }

    private func writeSources(_ rows: [PreparedRow], _ work: Work) {
        guard layout.externalCell != nil else { return }
        let known = rows.filter { row in
            guard row.externalID != nil, row.id != nil else { return false }
            return row.fate != .error && row.fate != .duplicate
        }
        guard !known.isEmpty else { return }
        work.queue(
            """
            insert into record_sources (org_id, resource, source, external_id, record_id)
            select app_org(), \(resource.name), \(layout.plan.source), r.external_id, r.record_id
            from unnest(\(known.compactMap(\.externalID))::text[], \(known.compactMap(\.id))::uuid[])
              as r(external_id, record_id)
            on conflict (org_id, resource, source, external_id) do update set record_id = excluded.record_id
              where not exists (select from record_redirects r where r.org_id = excluded.org_id
                and r.resource = excluded.resource and r.from_id = record_sources.record_id
                and r.to_id = excluded.record_id)
            """)
    }
}
