public import Core
internal import Jobs
public import Postgres

/// Changes to many records at once: rehearsed, then made in the request if they are few and as a job if they are many,
/// and undone for records that nobody has touched since.
public struct BulkChanges: Sendable {
    let store: RecordStore

    /// More than this many are changed by a job.
    public static let atOnce = 200
    /// More than this many are refused.
    public static let limit = 100_000
    /// How many are tried before a person decides.
    public static let rehearsed = 200
    public static let jobKind = "records.bulk"
    static let named = 5

    public init(_ store: RecordStore) { self.store = store }

    // MARK: - Asking

    /// Tries the change on the first records chosen and takes it back. Throws `Problem`: 403, 422.
    public func preview(
        _ resource: Resource, _ selection: BulkSelection, _ verb: BulkVerb, _ context: Context
    ) async throws -> BulkPreview {
        let step = try await step(resource, verb, context)
        do {
            return try await store.work(context, "\(resource.name).bulk-preview") { work in
                let ids = try await chosen(resource, selection, work)
                let first = Array(ids.prefix(Self.rehearsed))
                let results = try await step.run(first, work, isRehearsal: true)
                let names = try await titles(resource, first, work)
                let refusals = results.compactMap { result in
                    result.reason.map { BulkPreview.Refusal(title: names[result.id] ?? "—", reason: $0) }
                }
                throw RehearsalEnded(
                    preview: BulkPreview(
                        total: ids.count, names: first.prefix(Self.named).compactMap { names[$0] },
                        refusals: refusals, isComplete: first.count == ids.count))
            }
        } catch let ended as RehearsalEnded {
            return ended.preview
        }
    }

    /// Makes the change, or begins to. Throws `Problem`: 403, 422.
    public func start(
        _ resource: Resource, _ selection: BulkSelection, _ verb: BulkVerb, _ context: Context
    ) async throws -> BulkProgress {
        guard let user = context.actor.user else {
            throw Problem.forbidden("Only a person signed in can change many records here.")
        }
        let step = try await step(resource, verb, context)
        let id = context.newID(BulkProgress.self)
        return try await store.work(context, "\(resource.name).bulk") { work in
            let ids = try await chosen(resource, selection, work)
            work.queue(
                """
                insert into bulk_changes (org_id, id, resource, kind, change, total, member_id, role)
                values (app_org(), \(id), \(resource.name), \(verb.kind), \(verb.json), \(ids.count), \(user), \(context.role.rawValue))
                """)
            try await work.query(
                """
                insert into bulk_change_items (org_id, change_id, record_id, member_id)
                select app_org(), \(id), chosen, \(user) from unnest(\(ids.map(\.description))::uuid[]) chosen
                """)
            if ids.count <= Self.atOnce {
                try await advance(id, step, work)
                try await finish(id, .done, work)
            } else {
                try work.enqueue(job(id, isUndo: false))
            }
            return try await progress(id, in: work)
        }
    }

    /// Throws `Problem` 404.
    public func progress(_ id: ID<BulkProgress>, _ context: Context) async throws -> BulkProgress {
        try BulkProgress(
            row: await store.database.read(
                context, "select \(BulkProgress.columns) from bulk_changes where org_id = app_org() and id = \(id)"
            ).one("change"))
    }

    /// Records that were refused, with why. At most `limit`.
    public func refusals(_ id: ID<BulkProgress>, limit: Int = 50, _ context: Context) async throws
        -> [(record: Identifier, reason: String)]
    {
        try await store.database.read(
            context,
            """
            select record_id, reason from bulk_change_items
            where org_id = app_org() and change_id = \(id) and state = 'refused' order by record_id limit \(limit)
            """
        ).map { (try $0.get("record_id"), try $0.optional("reason") ?? "") }
    }

    /// Gives records back what they had, unless they have changed since. Throws `Problem`: 403, 404, 409.
    public func undo(_ id: ID<BulkProgress>, _ context: Context) async throws -> BulkProgress {
        try await store.work(context, "records.bulk-undo") { work in
            let rows = try await work.query(
                "select \(BulkProgress.columns) from bulk_changes where org_id = app_org() and id = \(id) for update")
            let change = try BulkProgress(row: rows.one("change"))
            guard change.member == context.actor.user || Access.managers.allows(context.role) else {
                throw Problem.notFound("change")
            }
            guard change.verb.isUndoable else {
                throw Problem.conflict("not_undoable", "What this action did cannot be taken back here.")
            }
            guard change.state == .done else {
                throw Problem.conflict(
                    "not_done",
                    change.isUnderWay
                        ? "The change is still under way. Wait until it is done." : "This was undone before."
                )
            }
            try await work.query(
                "update bulk_changes set state = 'undoing' where org_id = app_org() and id = \(id)")
            if change.done <= Self.atOnce {
                try await takeBack(change, work)
                try await finish(id, .undone, work)
            } else {
                try work.enqueue(job(id, isUndo: true))
            }
            return try await progress(id, in: work)
        }
    }

    /// What is given must pass the resource's own check too, as it does where records are changed one by one.
    private func step(_ resource: Resource, _ verb: BulkVerb, _ context: Context) async throws -> BulkStep {
        let step = try BulkStep(resource, verb, store.catalogue, context)
        if case .set(let members) = verb { try await store.check(resource, members, context) }
        return step
    }

    private func job(_ id: ID<BulkProgress>, isUndo: Bool) -> NewJob {
        NewJob(
            Self.jobKind, payload: ["change": .text(id), "undo": .bool(isUndo)], serialisationKey: "bulk/\(id)")
    }

    // MARK: - Pieces

    func resource(_ name: String, _ context: Context) async throws -> Resource {
        try await store.resolved(try store.catalogue(for: context).resource(name, for: context.role), context)
    }

    private func chosen(_ resource: Resource, _ selection: BulkSelection, _ work: Work) async throws -> [Identifier] {
        let condition: SQL
        switch selection {
        case .ids(let ids):
            guard !ids.isEmpty else { throw Problem.invalid("ids", "required", "Choose at least one record.") }
            condition = "t.id = any (\(ids.map(\.description))::uuid[])"
        case .matching(let state):
            condition = try state.condition(resource).compiled(resource, work.context).condition
        }
        let alive: SQL = resource.isSoftDeleted ? " and t.deleted_at is null" : ""
        let rows = try await work.query(
            """
            select t.id from \(identifier: resource.name) t where t.org_id = app_org()\(alive) and \(condition)
            order by t.id limit \(Self.limit + 1)
            """)
        guard rows.count <= Self.limit else {
            throw Problem.invalid(
                "ids", "too_many", "More than \(Self.limit) records fit. Narrow the filter; nothing was changed.")
        }
        guard !rows.isEmpty else { throw Problem.invalid("ids", "none", "None of these records is there any more.") }
        return try rows.map { try $0.get("id") }
    }

    private func titles(_ resource: Resource, _ ids: [Identifier], _ work: Work) async throws -> [Identifier: String] {
        guard let title = resource.field(resource.titleField) else { return [:] }
        let rows = try await work.query(
            """
            select t.id, \(SQL(trusted: title.expression))::text as title from \(identifier: resource.name) t
            where t.org_id = app_org() and t.id = any (\(ids.map(\.description))::uuid[])
            """)
        return Dictionary(
            try rows.map { (try $0.get("id"), try $0.optional("title") ?? "—") }, uniquingKeysWith: { $1 })
    }

    private func progress(_ id: ID<BulkProgress>, in work: Work) async throws -> BulkProgress {
        try BulkProgress(
            row: await work.query(
                "select \(BulkProgress.columns) from bulk_changes where org_id = app_org() and id = \(id)"
            ).one("change"))
    }

    func finish(_ id: ID<BulkProgress>, _ state: BulkProgress.State, _ work: Work) async throws {
        try await work.query(
            """
            update bulk_changes set state = \(state.rawValue), finished_at = \(work.now)
            where org_id = app_org() and id = \(id)
            """)
    }

    /// Changes the next records that wait. Gives how many there were.
    @discardableResult
    func advance(_ id: ID<BulkProgress>, _ step: BulkStep, _ work: Work) async throws -> Int {
        let rows = try await work.query(
            """
            select record_id from bulk_change_items where org_id = app_org() and change_id = \(id) and state = 'waiting'
            order by record_id limit \(Self.atOnce) for update
            """)
        let ids: [Identifier] = try rows.map { try $0.get("record_id") }
        guard !ids.isEmpty else { return 0 }
        let results = try await step.run(ids, work, isRehearsal: false)
        let items = JSON.array(
            results.map { result in
                [
                    "id": .text(result.id), "state": .string(result.reason == nil ? "done" : "refused"),
                    "before": result.before ?? .null, "version": result.version.map { .int($0) } ?? .null,
                    "reason": result.reason.map { .string($0) } ?? .null,
                ]
            })
        try await work.query(
            """
            update bulk_change_items i set state = r.state, before = r.before, version = r.version, reason = r.reason
            from jsonb_to_recordset(\(items)::jsonb) as r(id uuid, state text, before jsonb, version int, reason text)
            where i.org_id = app_org() and i.change_id = \(id) and i.record_id = r.id
            """)
        let refused = results.count { $0.reason != nil }
        try await work.query(
            """
            update bulk_changes set done = done + \(results.count - refused), refused = refused + \(refused)
            where org_id = app_org() and id = \(id)
            """)
        return ids.count
    }

    /// Gives the next records back what they had. Gives how many there were.
    @discardableResult
    func takeBack(_ change: BulkProgress, _ work: Work) async throws -> Int {
        let resource = try await resource(change.resource, work.context)
        let rows = try await work.query(
            """
            select record_id, before, version from bulk_change_items
            where org_id = app_org() and change_id = \(change.id) and state = 'done'
            order by record_id limit \(Self.atOnce) for update
            """)
        guard !rows.isEmpty else { return 0 }
        let step = try BulkStep(resource, change.verb, store.catalogue, work.context)
        var items: [BulkStep.Result] = []
        for row in rows {
            items.append(
                BulkStep.Result(
                    id: try row.get("record_id"), before: try row.optional("before"),
                    version: try row.optional("version"), reason: nil))
        }
        let restored = try await step.takeBack(items, work)
        try await work.query(
            """
            update bulk_change_items set state = case when record_id = any (\(restored.map(\.description))::uuid[])
              then 'undone' else 'kept' end
            where org_id = app_org() and change_id = \(change.id)
              and record_id = any (\(items.map(\.id.description))::uuid[])
            """)
        try await work.query(
            """
            update bulk_changes set undone = undone + \(restored.count), kept = kept + \(items.count - restored.count)
            where org_id = app_org() and id = \(change.id)
            """)
        return items.count
    }
}

/// Thrown to undo a rehearsal; carries what was found.
private struct RehearsalEnded: Error { let preview: BulkPreview }
