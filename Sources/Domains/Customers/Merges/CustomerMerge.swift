internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Makes two customers one, within the transaction of whoever asks. Nothing is deleted: what the one had, the other has.
struct CustomerMerge {
    let survivor: Identifier
    let merged: Identifier
    let fields: MergedFields
    let work: Work
    private var snapshot = MergeSnapshot()

    static let undoable: Duration = .days(30)

    init(into survivor: Identifier, _ merged: Identifier, fields: MergedFields, in work: Work) {
        self.survivor = survivor
        self.merged = merged
        self.fields = fields
        self.work = work
    }

    /// Gives how many rows moved, by table. Throws `Problem` 404, 409.
    mutating func perform() async throws -> [String: Int] {
        let rows = try await work.query(
            """
            select id, to_jsonb(c) as whole from customers c
            where org_id = app_org() and id in (\(survivor), \(merged)) and deleted_at is null order by id for update
            """)
        guard let mine = try rows.first(where: { try $0.get("id") == survivor }),
            let theirs = try rows.first(where: { try $0.get("id") == merged })
        else { throw try await missing() }
        let (whole, other): (JSON, JSON) = (try mine.get("whole"), try theirs.get("whole"))
        do {
            try await unite(whole, other)
        } catch let error as PostgresError where ["23505", "23P01"].contains(error.state) {
            throw Self.conflict(error)
        }
        let counts = Dictionary(
            snapshot.moved.filter { !$0.ids.isEmpty }.map { ($0.reference.table, $0.ids.count) }, uniquingKeysWith: +)
        audit(counts)
        try await record(name: other["name"]?.string ?? "", moved: counts.values.reduce(0, +))
        return counts
    }

    private mutating func unite(_ whole: JSON, _ other: JSON) async throws {
        let references = try await RecordReference.all(to: "customers", in: work)
        // What belongs to the customer moves whether or not whoever merges may see it.
        work.queue("select set_config('app.merging', 'on', true), set_config('app.role', 'system', true)")
        try await uniteSites()
        try await uniteMembers()
        work.queue(
            """
            update customers set deleted_at = \(work.now), merged_into = \(survivor)
            where org_id = app_org() and id = \(merged)
            """)
        for reference in references {
            // The merged one itself now points to the survivor by `merged_into`: that is not to be moved.
            let rows = try await work.query(reference.move(from: merged, to: survivor, kind: "customers"))
            let ids = MergeSnapshot.ids(try JSON(parsing: try rows.one("count").get("ids", as: String.self)))
            if !ids.isEmpty { snapshot.moved.append(.init(reference: reference, ids: ids)) }
        }
        let changes = fields.changes(whole, other, id: merged)
        try await CustomerColumns.set(changes, of: survivor, in: work)
        for (column, value) in changes {
            snapshot.before[column] = whole[column] ?? .null
            snapshot.after[column] = value
        }
        work.queue(
            "update customers set reseller_id = null where org_id = app_org() and id = \(survivor) and reseller_id = id"
        )
        try await work.query(
            """
            select set_config('app.merging', 'off', true), set_config('app.role', \(work.context.role.rawValue), true)
            """)
    }

    /// Two sites at one address become one: visits of either are visits there. The other is deleted, not lost.
    private mutating func uniteSites() async throws {
        let pairs = try await work.query(
            """
            select o.id as gone, k.id as kept from sites o
            join sites k on k.org_id = o.org_id and k.customer_id = \(survivor) and k.matching = o.matching
              and k.deleted_at is null
            where o.org_id = app_org() and o.customer_id = \(merged) and o.deleted_at is null
            """)
        if pairs.isEmpty { return }
        let references = try await RecordReference.all(to: "sites", in: work)
        for row in pairs {
            let (gone, kept): (Identifier, Identifier) = (try row.get("gone"), try row.get("kept"))
            var union = MergeSnapshot.SiteUnion(gone: gone, kept: kept, moved: [])
            for reference in references {
                let rows = try await work.query(reference.move(from: gone, to: kept, kind: "sites"))
                let ids = MergeSnapshot.ids(try JSON(parsing: try rows.one("count").get("ids", as: String.self)))
                if !ids.isEmpty { union.moved.append(.init(reference: reference, ids: ids)) }
            }
            work.queue("update sites set deleted_at = \(work.now) where org_id = app_org() and id = \(gone)")
            snapshot.sites.append(union)
        }
    }

    /// What a customer has at most once: a primary contact, a place in a segment, a pair in the queue.
    private mutating func uniteMembers() async throws {
        snapshot.demoted = try await ids(
            """
            update contacts c set is_primary = false
            where org_id = app_org() and customer_id = \(merged) and is_primary and deleted_at is null
              and exists (select from contacts k where k.org_id = c.org_id and k.customer_id = \(survivor)
                and k.is_primary and k.deleted_at is null)
            returning id
            """)
        snapshot.joined = try await ids(
            """
            insert into segment_members (org_id, segment_id, customer_id)
            select org_id, segment_id, \(survivor)::uuid from segment_members
            where org_id = app_org() and customer_id = \(merged) on conflict do nothing returning segment_id as id
            """)
        snapshot.segments = try await ids(
            """
            delete from segment_members where org_id = app_org() and customer_id = \(merged) returning segment_id as id
            """)
        snapshot.pairs = try await ids(
            """
            update duplicate_pairs set status = 'merged', decided_at = \(work.now), decided_by = app_user()
            where org_id = app_org() and status = 'open' and \(merged) in (first_id, second_id) returning id
            """)
    }

    private func ids(_ sql: SQL) async throws -> [Identifier] { try await work.query(sql).map { try $0.get("id") } }

    /// One entry for all rows that changed hands.
    private func audit(_ counts: [String: Int]) {
        let changes = JSON.object(counts.mapValues { [nil, .int(Int64($0))] })
        work.queue(
            """
            insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id,
              changes)
            values (app_org(), \(work.context.actor.description), \(work.context.role.rawValue),
              \(work.context.surface.rawValue), \(work.context.correlation), coalesce(current_setting('app.address', true), ''),
              'customers.merge', 'customers', \(survivor), \(changes)::jsonb)
            """)
    }

    private func record(name: String, moved: Int) async throws {
        try await Redirects.add("customers", from: merged, to: survivor, in: work)
        work.queue(
            """
            insert into customer_merges (org_id, id, survivor_id, merged_id, merged_name, snapshot, moved, undoable_until,
              created_at)
            values (app_org(), \(work.context.ids.next(at: work.now)), \(survivor), \(merged), \(name), \(snapshot.json),
              \(moved), \(work.now + Self.undoable), \(work.now))
            """)
        try work.emit(
            EventKinds.customerMerged, "customers", survivor, customer: ID(survivor),
            [
                "title": .string(name), "merged_id": .text(merged), "merged_name": .string(name),
                "moved": .int(Int64(moved)),
            ])
    }

    /// Why one of the two cannot be had.
    private func missing() async throws -> Problem {
        let rows = try await work.query(
            "select merged_into from customers where org_id = app_org() and id in (\(survivor), \(merged)) and deleted_at is not null"
        )
        guard let row = rows.first else { return .notFound("customer") }
        if let into: Identifier = try row.optional("merged_into") {
            return .conflict(
                "merged_already",
                "One of these customers was merged into another. Merge with that one instead: \(into).")
        }
        return .conflict("deleted", "One of these customers was deleted. Restore it before you merge.")
    }

    static func conflict(_ error: PostgresError) -> Problem {
        let table = (error.table ?? "another table").spaced
        return .conflict(
            "merge_conflict",
            "Both customers have something that can be there only once, in \(table) (\(error.constraint ?? "unique")). "
                + "Change one of the two, then merge again. Nothing was changed."
        )
    }
}

/// Sets columns of a customer from a whole row's values.
enum CustomerColumns {
    static func set(_ values: [String: JSON], of customer: Identifier, in work: Work) async throws {
        if values.isEmpty { return }
        let assignments = values.keys.sorted().map { "\(identifier: $0) = r.\(identifier: $0)" as SQL }
        try await work.query(
            """
            update customers c set \(SQL.joined(assignments, by: ", "))
            from jsonb_populate_record(null::customers, \(JSON.object(values))::jsonb) r
            where c.org_id = app_org() and c.id = \(customer)
            """)
    }
}
