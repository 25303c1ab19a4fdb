internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Puts back what a merge changed, unless it has been changed since.
struct MergeUndo {
    let survivor: Identifier
    let merged: Identifier
    let snapshot: MergeSnapshot
    let work: Work
    private(set) var putBack = 0
    /// In words, for whoever undid it.
    private(set) var couldNot: [String] = []

    init(survivor: Identifier, merged: Identifier, snapshot: MergeSnapshot, work: Work) {
        self.survivor = survivor
        self.merged = merged
        self.snapshot = snapshot
        self.work = work
    }

    mutating func perform() async throws {
        work.queue("select set_config('app.merging', 'on', true), set_config('app.role', 'system', true)")
        try await restoreFields()
        let revived = try await work.query(
            """
            update customers set deleted_at = null, merged_into = null
            where org_id = app_org() and id = \(merged) and merged_into = \(survivor) returning id
            """)
        guard !revived.isEmpty else {
            throw Problem.conflict("gone", "The merged customer is no longer kept, or was erased.")
        }
        for moved in snapshot.moved {
            try await back(moved, from: survivor, to: merged, kind: "customers")
        }
        for site in snapshot.sites {
            work.queue("update sites set deleted_at = null where org_id = app_org() and id = \(site.gone)")
            for moved in site.moved { try await back(moved, from: site.kept, to: site.gone, kind: "sites") }
        }
        try await restoreMembers()
        try await work.query(
            """
            select set_config('app.merging', 'off', true), set_config('app.role', \(work.context.role.rawValue), true)
            """)
    }

    /// The customer's own fields: those that still say what the merge made of them.
    private mutating func restoreFields() async throws {
        let row = try await work.query(
            "select to_jsonb(c) as whole from customers c where org_id = app_org() and id = \(survivor)"
        ).one("customer")
        let whole: JSON = try row.get("whole")
        var back: [String: JSON] = [:]
        for (column, value) in snapshot.after {
            if whole[column] ?? .null == value {
                back[column] = snapshot.before[column] ?? .null
            } else {
                let label = column.spaced
                couldNot.append("The customer's \(label) was changed since and stays.")
            }
        }
        try await CustomerColumns.set(back, of: survivor, in: work)
    }

    private mutating func back(
        _ moved: MergeSnapshot.Moved, from new: Identifier, to old: Identifier, kind: String
    ) async throws {
        let rows = try await work.query(moved.reference.moveBack(moved.ids, from: new, to: old, kind: kind))
        putBack += rows.affected
        let missing = moved.ids.count - rows.affected
        if missing > 0 {
            let table = moved.reference.table.spaced
            couldNot.append("\(missing) of \(moved.ids.count) \(table) were moved or removed since.")
        }
    }

    private func restoreMembers() async throws {
        work.queue(
            """
            update contacts c set is_primary = true where org_id = app_org() and id = any(\(snapshot.demoted)::uuid[])
              and not exists (select from contacts k where k.org_id = c.org_id and k.customer_id = \(merged)
                and k.is_primary and k.deleted_at is null)
            """)
        work.queue(
            """
            insert into segment_members (org_id, segment_id, customer_id)
            select app_org(), s.id, \(merged)::uuid from segments s
            where s.org_id = app_org() and s.id = any(\(snapshot.segments)::uuid[]) on conflict do nothing
            """)
        work.queue(
            """
            delete from segment_members where org_id = app_org() and customer_id = \(survivor)
              and segment_id = any(\(snapshot.joined)::uuid[])
            """)
        try await work.query(
            """
            update duplicate_pairs set status = 'open', decided_at = null, decided_by = null
            where org_id = app_org() and id = any(\(snapshot.pairs)::uuid[]) and status = 'merged'
            """)
    }
}
