internal import Core
internal import EventLoop
internal import Exports
internal import Glibc
public import Jobs
internal import Postgres
public import Records

extension ImportDesk {
    /// The kinds of job that imports are made of.
    public func jobs(_ store: RecordStore) -> [JobKind] {
        [
            kind("imports.read", store) { given, resource, run, context in
                let path = self.uploadPath(given.id, context.organisation)
                guard given.status == .reading else { return }
                try await self.read(given.id, path, resource, store, context)
                _ = try await self.workers.run { unlink(path) }
            },
            kind("imports.check", store) { given, resource, run, context in
                guard given.status == .checking else { return }
                try await self.session(given, resource, run, store, context)?.check()
            },
            kind("imports.run", store) { given, resource, run, context in
                guard given.status == .running else { return }
                try await self.session(given, resource, run, store, context)?.run()
            },
            kind("imports.revert", store) { given, resource, run, context in
                guard given.status == .reverting else { return }
                try await ImportRevert(given: given, resource: resource, run: run, store: store, context: context)
                    .revert()
            },
            JobKind("imports.purge", maxAttempts: 3) { run in try await self.purge(run, store) },
        ]
    }

    public static func schedules() throws -> [CronEntry] {
        [CronEntry("imports.purge", try CronSchedule("50 4 * * *"), scope: .perOrganisation, kind: "imports.purge")]
    }

    private func kind(
        _ name: String, _ store: RecordStore,
        _ body: @escaping @Sendable (Import, Resource, JobRun, Context) async throws -> Void
    ) -> JobKind {
        JobKind(name, maxAttempts: 20, timeLimit: .hours(6), concurrency: 2) { run in
            guard let id = run.payload["import"]?.string.flatMap({ ID<Import>($0) }),
                let row = try await store.database.query(run.context, Import.one(id)).first
            else { return }
            let given = try Import(row)
            do {
                guard let member = given.member, let context = try await store.context(of: member, for: run) else {
                    throw Problem.forbidden("Who brought this file in no longer works here.")
                }
                try await body(given, try await self.resource(given.resource, store, context), run, context)
            } catch let problem as Problem where problem.status < 500 && problem.status != 409 {
                try await self.end(given, problem, run, store)
            }
        }
    }

    /// What a person must mend first is told on the import's page.
    private func end(_ given: Import, _ problem: Problem, _ run: JobRun, _ store: RecordStore) async throws {
        let status: Import.Status =
            switch given.status {
            case .reading: .refused
            case .checking: .mapping
            case .reverting: .finished
            default: .stopped
            }
        try await store.work(run.context, "imports.stop") { work in
            work.queue(
                """
                update imports set status = \(status), problem = \(problem.detail)
                where org_id = app_org() and id = \(given.id)
                """)
        }
    }

    private func session(
        _ given: Import, _ resource: Resource, _ run: JobRun, _ store: RecordStore, _ context: Context
    ) async throws -> ImportSession? {
        guard let plan = given.plan else { return nil }
        let layout = try await ImportLayout(resource, plan, headers: given.headers, store, context)
        try layout.check(role: context.role)
        return ImportSession(
            given: given, layout: layout, run: run, store: store, context: context, workers: workers,
            path: spoolPath(given.id, context.organisation))
    }

    /// Files whose imports can no longer be taken back go, and with them what was kept for that.
    private func purge(_ run: JobRun, _ store: RecordStore) async throws {
        let old = try await store.database.query(
            run.context,
            """
            select id from imports where org_id = app_org() and created_at < \(run.context.now - Self.kept)
              and sha256 is not null and status not in ('running', 'reverting') limit 1000
            """)
        for row in old {
            let id: ID<Import> = try row.get("id")
            let paths = [uploadPath(id, run.organisation), spoolPath(id, run.organisation)]
            try await workers.run { for path in paths { unlink(path) } }
            try await store.work(run.context, "imports.purge") { work in
                work.queue("delete from import_rows where org_id = app_org() and import_id = \(id)")
                work.queue("delete from import_chunks where org_id = app_org() and import_id = \(id)")
                work.queue("update imports set sha256 = null where org_id = app_org() and id = \(id)")
            }
        }
    }
}
