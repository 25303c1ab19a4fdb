public import Core
public import EventLoop
internal import Glibc
public import HTTP
public import Jobs
public import Notifications
public import Postgres
public import Records

/// An export that was asked for.
public enum Export {}

/// Hands out what lists show as files: at once where it is little, as a job with a file to fetch where it is much.
/// Every export is recorded, with who asked and for what.
public final class ExportDesk: Sendable {
    /// Beyond this many rows the file is made by a job.
    public static let atOnce = 100_000
    /// How long a file waits to be fetched.
    public static let kept = Duration.days(7)
    public static let ready = NotificationKind("export.ready", "An export of mine is ready")

    let workers: WorkerPool
    let folder: String

    /// - Parameter folder: for the files, one folder per organisation.
    public init(workers: WorkerPool, folder: String) {
        self.workers = workers
        self.folder = folder
    }

    /// What was asked for, by the address of the list.
    public struct Order: Sendable {
        public let resource: Resource
        public let format: ExportFormat
        public let query: Fields
        let state: ListState
        public let export: RecordExport

        /// - Parameter resource: with the organisation's own fields.
        /// Throws `Problem` 400, 403.
        public init(
            _ resource: Resource, _ format: ExportFormat, query: Fields, _ catalogue: Catalogue, _ context: Context
        ) throws {
            guard resource.isExportable else { throw Problem.forbidden("Your role does not export these records.") }
            self.resource = resource
            self.format = format
            self.query = query
            var state = try ListState(query.pairs.map { ($0.name, $0.value) }, resource: resource)
            let chosen = query.all("ids").flatMap { $0.split(separator: ",").map(String.init) }
            if !chosen.isEmpty {
                state.filter = .all(state.filter.parts + [.test(FilterTest("id", .among, chosen))])
            }
            self.state = state
            export = try RecordExport(state, resource, catalogue, context)
        }
    }

    /// Answers with the file, or nil after asking a job for it because there are too many rows.
    public func answer(_ order: Order, _ store: RecordStore, _ asking: Context) async throws -> Response? {
        let context = asking.forExport
        let count = try await order.export.count(upTo: Self.atOnce + 1, store.database, context)
        if count > Self.atOnce {
            try await enqueue(order, store, context)
            return nil
        }
        let id = context.newID(Export.self)
        try await store.work(context.recording, "exports.stream") { work in
            Self.insert(id, order, status: "streaming", work)
        }
        let stream = EventStream(queueLimit: 512 * 1024, hasHeartbeat: false)
        Task { await self.send(id, order, stream, store, context) }
        return .stream(stream, contentType: order.format.contentType)
            .downloaded(as: ExportName.file(order.resource.title, order.format))
    }

    private func exporter(_ order: Order, _ zone: Zone) -> Exporter {
        Exporter(
            order.resource.title, columns: order.export.columns, format: order.format, zone: zone, workers: workers)
    }

    private func send(
        _ id: ID<Export>, _ order: Order, _ stream: EventStream, _ store: RecordStore, _ context: Context
    ) async {
        do {
            let count = try await exporter(order, context.zone).export(order.export.source(store.database, context)) {
                guard await stream.write($0) else { throw CancellationError() }
            }
            try await finish(id, order, rows: count, store, context)
            stream.close()
        } catch {
            // The client sees its download cut; the record of it says so too, where the database can be reached.
            stream.fail()
            do {
                try await store.work(context.recording, "exports.break") { work in
                    work.queue(
                        "update exports set status = 'broken', finished_at = \(work.now) where org_id = app_org() and id = \(id)"
                    )
                }
            } catch {
                // It stays "streaming", which it no longer is once it is old.
            }
        }
    }

    private func finish(
        _ id: ID<Export>, _ order: Order, rows: Int, isKept: Bool = false, _ store: RecordStore, _ context: Context,
        _ also: @Sendable (Work) async throws -> Void = { _ in }
    ) async throws {
        try await store.work(context.recording, "exports.finish") { work in
            work.queue(
                """
                update exports set status = 'finished', row_count = \(rows), is_kept = \(isKept), finished_at = \(work.now)
                where org_id = app_org() and id = \(id)
                """)
            try work.emit(
                "records.exported", order.resource.name, id.value,
                payload(order, rows))
            try await also(work)
        }
    }

    private func payload(_ order: Order, _ rows: Int) -> JSON {
        [
            "title": .string(order.resource.title), "format": .string(order.format.rawValue),
            "count": .int(Int64(rows)), "query": .string(order.query.encoded),
        ]
    }

    private static func insert(_ id: ID<Export>, _ order: Order, status: String, _ work: Work) {
        work.queue(
            """
            insert into exports (org_id, id, resource, title, format, query, status, member_id, created_at)
            values (app_org(), \(id), \(order.resource.name), \(order.resource.title), \(order.format.rawValue),
              \(order.query.encoded), \(status), \(work.context.actor.user), \(work.now))
            """)
    }

    // MARK: - As a job

    private func enqueue(_ order: Order, _ store: RecordStore, _ context: Context) async throws {
        try await store.work(context.recording, "exports.ask") { work in
            let id = work.context.newID(Export.self)
            Self.insert(id, order, status: "queued", work)
            try work.enqueue(NewJob("exports.make", payload: ["export": .text(id)]))
        }
    }

    /// Where an export's file lies.
    public func path(_ id: ID<Export>, _ format: ExportFormat, _ organisation: ID<Organisation>) -> String {
        "\(folder)/\(organisation)/\(id).\(format.rawValue)"
    }

    public func jobs(_ store: RecordStore) -> [JobKind] {
        [
            JobKind("exports.make", maxAttempts: 3, timeLimit: .hours(2), concurrency: 1) { run in
                try await self.make(run, store)
            },
            JobKind("exports.expire", maxAttempts: 3) { run in try await self.expire(run, store) },
        ]
    }

    public static func schedules() throws -> [CronEntry] {
        [CronEntry("exports.expire", try CronSchedule("40 4 * * *"), scope: .perOrganisation, kind: "exports.expire")]
    }

    private func make(_ run: JobRun, _ store: RecordStore) async throws {
        guard let id = run.payload["export"]?.string.flatMap({ ID<Export>($0) }) else { return }
        let rows = try await store.database.query(
            run.context,
            "select resource, format, query, member_id, status from exports where org_id = app_org() and id = \(id)")
        guard let row = rows.first, try row.get("status", as: String.self) != "finished" else { return }
        guard let member: ID<User> = try row.optional("member_id"),
            let context = try await store.context(of: member, for: run),
            let format = ExportFormat(rawValue: try row.get("format")),
            let query = Fields(encoded: try row.get("query", as: String.self))
        else { return }
        let resource = try await store.resolved(
            try store.catalogue(for: context).resource(try row.get("resource"), for: context.role), context)
        let order = try Order(resource, format, query: query, store.catalogue(for: context), context)
        let path = path(id, format, run.organisation)
        let file = try await workers.run { try OutputFile(path) }
        let count = try await exporter(order, context.zone).export(order.export.source(store.database, context)) {
            bytes in
            guard run.isLeaseValid else { throw JobFailure.leaseLost }
            try await self.workers.run { try file.write(bytes) }
        }
        try await workers.run { try file.finish() }
        try await finish(id, order, rows: count, isKept: true, store, context) { work in
            try await Notifications.notify(
                member,
                NewNotification(
                    Self.ready, "Your export of \(count) \(resource.title.lowercased()) is ready", path: "/exports",
                    key: "export/\(id)"), evenSelf: true, in: work)
        }
    }

    private func expire(_ run: JobRun, _ store: RecordStore) async throws {
        let rows = try await store.database.query(
            run.context,
            """
            select id, format from exports where org_id = app_org() and is_kept and created_at < \(run.context.now - Self.kept)
            limit 1000
            """)
        for row in rows {
            let id: ID<Export> = try row.get("id")
            guard let format = ExportFormat(rawValue: try row.get("format")) else { continue }
            let path = path(id, format, run.organisation)
            try await workers.run { _ = unlink(path) }
            try await store.work(run.context, "exports.expire") { work in
                work.queue(
                    "update exports set is_kept = false, status = 'expired' where org_id = app_org() and id = \(id)")
            }
        }
    }
}

extension Context {
    /// What outlives the request: its deadline does not count.
    var forExport: Context {
        var copy = self
        copy.deadline = nil
        return copy
    }

    /// To write down that something was read, which those who may only read must cause too.
    var recording: Context {
        Context(
            organisation: organisation, actor: actor, role: .system, correlation: correlation, surface: surface,
            zone: zone, currency: currency, country: country, locale: locale, clock: clock, ids: ids, address: address)
    }
}
