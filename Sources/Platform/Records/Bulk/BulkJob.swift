public import Core
public import Jobs
internal import Postgres

extension BulkChanges {
    /// The job that makes and undoes changes to more records than a request waits for. It works as the person who asked,
    /// with the role they have now, and goes on where it was cut off.
    public static func job(_ store: RecordStore) -> JobKind {
        JobKind(jobKind, maxAttempts: 5, timeLimit: .minutes(30)) { run in
            guard let id = run.payload["change"]?.string.flatMap({ ID<BulkProgress>($0) }) else {
                throw JobFailure.permanent("The job names no change.")
            }
            let changes = BulkChanges(store)
            let change = try await changes.progress(id, run.context)
            let context = try await changes.context(of: change, run)
            let isUndo = run.payload["undo"]?.bool == true
            guard change.state == (isUndo ? .undoing : .running) else { return }
            let resource = try await changes.resource(change.resource, context)
            let step = try BulkStep(resource, change.verb, store.catalogue, context)
            while true {
                let count = try await store.work(context, "\(change.resource).bulk") { work in
                    try await run.hold(in: work.transaction)
                    return isUndo ? try await changes.takeBack(change, work) : try await changes.advance(id, step, work)
                }
                if count == 0 { break }
            }
            try await store.work(context, "\(change.resource).bulk") { work in
                try await run.hold(in: work.transaction)
                try await changes.finish(id, isUndo ? .undone : .done, work)
            }
        }
    }

    /// As the person who asked. Throws `JobFailure.permanent` if they are no longer here.
    private func context(of change: BulkProgress, _ run: JobRun) async throws -> Context {
        let rows = try await store.database.read(
            run.context,
            """
            select \(MemberStanding.columns) from members m \(MemberStanding.joins)
            where m.org_id = app_org() and m.id = \(change.member) and m.is_active
            """)
        guard let row = rows.first, let role = Role(rawValue: try row.get("role")) else {
            throw JobFailure.permanent("Whoever asked for this change is no longer a member.")
        }
        let own = run.context
        return Context(
            organisation: own.organisation, actor: .user(change.member), role: role, correlation: own.correlation,
            surface: .job, zone: own.zone, currency: own.currency, country: own.country, locale: own.locale,
            clock: own.clock, ids: own.ids, grants: try MemberStanding.grants(row),
            team: try MemberStanding.team(row, of: change.member))
    }
}
