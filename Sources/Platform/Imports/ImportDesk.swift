public import Core
public import EventLoop
internal import Exports
internal import Foundation
internal import Glibc
public import HTTP
public import Jobs
public import Notifications
public import Postgres
public import Records

/// Takes files with records in: reads them, lets people say what their columns mean, checks, runs, and takes all of it
/// back. What takes long is done by jobs that go on where they were cut off.
public final class ImportDesk: Sendable {
    public static let finished = NotificationKind("import.finished", "An import of mine is done")

    public let limits: ReadLimits
    let workers: WorkerPool
    private let folder: String

    /// Uploads up to this many bytes are read while the person waits.
    private static let readAtOnce = 4 << 20
    /// How long a file is kept after its upload: as long as its import can be taken back.
    static let kept = Duration.days(30)

    /// - Parameter folder: for what is read, one folder per organisation.
    public init(workers: WorkerPool, folder: String, limits: ReadLimits = ReadLimits()) {
        self.workers = workers
        self.folder = folder
        self.limits = limits
    }

    /// The resource of that name if the role may import its records. Throws `Problem` 404, 403.
    public func resource(_ name: String, _ store: RecordStore, _ context: Context) async throws -> Resource {
        let resource = try store.catalogue(for: context).resource(name, for: context.role)
        guard resource.isImportable else {
            throw Problem.notFound("list that files can be imported into")
        }
        try context.require(resource.access.create)
        return try await store.resolved(resource, context)
    }

    /// The resources whose records the role may import.
    public func resources(_ catalogue: Catalogue, _ role: Role) -> [Resource] {
        catalogue.resources.values.filter {
            $0.isImportable && $0.access.read.allows(role) && $0.access.create.allows(role)
        }.sorted { $0.title < $1.title }
    }

    // MARK: - Upload

    /// Takes a file in. A small one is read at once, a large one by a job. Throws `Problem` 403, 404, 413.
    public func upload(
        _ file: MultipartForm.File, to name: String, _ store: RecordStore, _ context: Context
    ) async throws -> ID<Import> {
        guard file.content.size <= limits.file else {
            throw Problem(
                status: 413, code: "too_large",
                "The file is larger than \(limits.file >> 20) MiB. Split it and import the parts.")
        }
        return try await upload(
            contentsOf: file.content.path, name: file.filename, size: file.content.size, to: name, store, context)
    }

    /// Takes the file at `path` in, which stays where it is.
    public func upload(
        contentsOf path: String, name fileName: String, size: Int, to name: String, _ store: RecordStore,
        _ context: Context
    ) async throws -> ID<Import> {
        let resource = try await resource(name, store, context)
        let id = context.newID(Import.self)
        let isSmall = size <= Self.readAtOnce
        if !isSmall {
            let copy = uploadPath(id, context.organisation)
            try await workers.run { try Self.copy(path, to: copy) }
        }
        try await store.work(context, "imports.upload") { work in
            work.queue(
                """
                insert into imports (org_id, id, resource, status, file_name, file_size, member_id, created_at)
                values (app_org(), \(id), \(resource.name), 'reading', \(String(fileName.prefix(200))), \(size),
                  \(context.actor.user), \(work.now))
                """)
            if !isSmall { try work.enqueue(self.job("imports.read", id)) }
        }
        if isSmall { try await read(id, path, resource, store, context) }
        return id
    }

    func job(_ kind: String, _ id: ID<Import>) -> NewJob {
        NewJob(kind, payload: ["import": .text(id)], serialisationKey: "import/\(id)")
    }

    private static func copy(_ path: String, to destination: String) throws {
        try FileManager.default.createDirectory(
            atPath: (destination as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(atPath: path, toPath: destination)
    }

    func uploadPath(_ id: ID<Import>, _ organisation: ID<Organisation>) -> String {
        "\(folder)/\(organisation)/\(id).upload"
    }
    func spoolPath(_ id: ID<Import>, _ organisation: ID<Organisation>) -> String {
        "\(folder)/\(organisation)/\(id).rows"
    }

    /// Reads the upload at `path` and guesses what its columns mean; a file that cannot be read is refused with a word on
    /// how to mend it.
    func read(_ id: ID<Import>, _ path: String, _ resource: Resource, _ store: RecordStore, _ context: Context)
        async throws
    {
        let spool = spoolPath(id, context.organisation)
        let limits = limits
        do {
            let (summary, hash) = try await workers.run { try FileReading.read(path, into: spool, limits: limits) }
            try await take(id, summary, hash, resource, store, context)
        } catch let problem as Problem where problem.status == 422 {
            try await store.work(context, "imports.refuse") { work in
                work.queue(
                    "update imports set status = 'refused', problem = \(problem.detail) where org_id = app_org() and id = \(id)"
                )
            }
        }
    }

    private func take(
        _ id: ID<Import>, _ summary: FileSummary, _ hash: [UInt8], _ resource: Resource, _ store: RecordStore,
        _ context: Context
    ) async throws {
        let headerHash = HeaderHash.of(summary.headers)
        let plan =
            try await template(headerHash, resource, store, context, columns: summary.headers.count)
            ?? guess(summary.headers, summary.samples, resource, store, context)
        try await store.work(context, "imports.read") { work in
            work.queue(
                """
                update imports set status = 'mapping', file_kind = \(summary.kind), sha256 = \(Bytea(hash)),
                  headers = \(summary.headers), samples = \(Self.json(summary.samples)), header_hash = \(headerHash),
                  total_rows = \(summary.rows), plan = \(plan.json)
                where org_id = app_org() and id = \(id) and status = 'reading'
                """)
        }
    }

    private static func json(_ samples: [[String]]) -> JSON {
        .array(samples.map { .array($0.map { .string($0.filter { $0 != "\0" }) }) })
    }

    private func template(
        _ headerHash: String, _ resource: Resource, _ store: RecordStore, _ context: Context, columns: Int
    ) async throws -> ImportPlan? {
        let rows = try await store.database.query(
            context,
            """
            select plan from import_templates where org_id = app_org() and resource = \(resource.name)
              and header_hash = \(headerHash) order by created_at desc limit 1
            """)
        guard let row = rows.first, let plan = ImportPlan(try row.get("plan")), plan.targets.count == columns else {
            return nil
        }
        return plan
    }

    private func guess(
        _ headers: [String], _ samples: [[String]], _ resource: Resource, _ store: RecordStore, _ context: Context
    ) -> ImportPlan {
        let fields = ImportableFields.fields(of: resource, for: context.role)
        let targets = ColumnGuess(
            fields: fields,
            sites: ImportableFields.siteFields(of: resource, store.catalogue(for: context), for: context.role)
        ).targets(headers, samples: samples)
        let key =
            targets.contains(.externalID)
            ? "external_id" : ImportableFields.keys(fields).first { targets.contains(.field($0.name)) }?.name
        return ImportPlan(
            targets: targets, mode: key == nil ? .create : .both, key: key, isDayFirst: context.country != "US")
    }

    // MARK: - Reading back

    /// Throws `Problem` 404.
    public func get(_ id: ID<Import>, _ store: RecordStore, _ context: Context) async throws -> Import {
        try Import(try await store.database.query(context, Import.one(id)).one("import"))
    }

    // MARK: - Deciding

    /// Keeps what the columns mean, and asks for the check. Throws `Problem` 422 for a plan that cannot be run.
    public func check(
        _ id: ID<Import>, _ plan: ImportPlan, template: String?, _ store: RecordStore, _ context: Context
    ) async throws {
        let given = try await get(id, store, context)
        let resource = try await resource(given.resource, store, context)
        guard plan.targets.count == given.headers.count else {
            throw Problem.invalid(
                "columns", "invalid", "The file has \(given.headers.count) columns. Load the page again.")
        }
        let layout = try await ImportLayout(resource, plan, headers: given.headers, store, context)
        try layout.check(role: context.role)
        try await store.work(context, "imports.check") { work in
            let changed = try await work.query(
                """
                update imports set status = 'checking', plan = \(plan.json), position = 0, done_rows = 0, checked = '{}',
                  problem = null
                where org_id = app_org() and id = \(id) and status in ('mapping', 'checked', 'checking') returning id
                """)
            if changed.isEmpty { throw Self.movedOn }
            if let name = template?.trimmedForImport, !name.isEmpty {
                Self.keep(name, plan, given, resource, work)
            }
            try work.enqueue(self.job("imports.check", id))
        }
    }

    private static let movedOn = Problem.conflict(
        "moved_on", "This import has gone on meanwhile. Load the page again.")

    private static func keep(_ name: String, _ plan: ImportPlan, _ given: Import, _ resource: Resource, _ work: Work) {
        work.queue(
            """
            insert into import_templates (org_id, id, resource, name, header_hash, plan, member_id)
            values (app_org(), \(work.context.ids.next(at: work.now)), \(resource.name), \(String(name.prefix(80))),
              \(HeaderHash.of(given.headers)), \(plan.json), \(work.context.actor.user))
            on conflict (org_id, resource, name) do update set header_hash = excluded.header_hash, plan = excluded.plan,
              created_at = now()
            """)
    }

    /// Goes back to the columns. Throws `Problem` 409 once it has run.
    public func remap(_ id: ID<Import>, _ store: RecordStore, _ context: Context) async throws {
        try await store.work(context, "imports.remap") { work in
            let changed = try await work.query(
                """
                update imports set status = 'mapping' where org_id = app_org() and id = \(id)
                  and status in ('checked', 'mapping') returning id
                """)
            if changed.isEmpty { throw Self.movedOn }
        }
    }

    /// Lets the import run. Throws `Problem` 409 unless it has been checked, or was stopped.
    public func start(_ id: ID<Import>, _ store: RecordStore, _ context: Context) async throws {
        let given = try await get(id, store, context)
        _ = try await resource(given.resource, store, context)
        try await store.work(context, "imports.start") { work in
            let changed = try await work.query(
                """
                update imports set status = 'running', started_at = coalesce(started_at, \(work.now)), problem = null,
                  position = case when status = 'checked' then 0 else position end,
                  done_rows = case when status = 'checked' then 0 else done_rows end
                where org_id = app_org() and id = \(id) and status in ('checked', 'stopped') returning id
                """)
            if changed.isEmpty { throw Self.movedOn }
            try work.enqueue(self.job("imports.run", id))
        }
    }

    /// Lets it stop after the chunk that is under way; `start` goes on from there.
    public func stop(_ id: ID<Import>, _ store: RecordStore, _ context: Context) async throws {
        let given = try await get(id, store, context)
        _ = try await resource(given.resource, store, context)
        try await store.work(context, "imports.stop") { work in
            work.queue(
                """
                update imports set status = 'stopped', problem = 'Stopped by hand.'
                where org_id = app_org() and id = \(id) and status = 'running'
                """)
        }
    }

    /// Takes back what the import did. Throws `Problem` 409 unless it ran.
    public func revert(_ id: ID<Import>, _ store: RecordStore, _ context: Context) async throws {
        let given = try await get(id, store, context)
        _ = try await resource(given.resource, store, context)
        try await store.work(context, "imports.revert") { work in
            let changed = try await work.query(
                """
                update imports set status = 'reverting' where org_id = app_org() and id = \(id)
                  and status in ('finished', 'stopped') returning id
                """)
            if changed.isEmpty { throw Self.movedOn }
            try work.enqueue(self.job("imports.revert", id))
        }
    }
}
